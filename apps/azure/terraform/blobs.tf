# SPDX-FileCopyrightText: The Exposure Notifications key server authors
# SPDX-License-Identifier: Apache-2.0
#
# Files are for everybody who knows their names, and nobody lists them; only identities write.

resource "azurerm_storage_account" "exports" {
  name                     = "${var.name}exports"
  resource_group_name      = azurerm_resource_group.this.name
  location                 = var.location
  account_tier             = "Standard"
  account_replication_type = "ZRS"
  min_tls_version          = "TLS1_2"

  https_traffic_only_enabled      = true
  shared_access_key_enabled       = false
  allow_nested_items_to_be_public = true
}

resource "azurerm_storage_container" "exports" {
  name                  = "exports"
  storage_account_id    = azurerm_storage_account.exports.id
  container_access_type = "blob"
}

resource "azurerm_management_lock" "exports" {
  name       = "keyserver"
  scope      = azurerm_storage_account.exports.id
  lock_level = "CanNotDelete"
}
