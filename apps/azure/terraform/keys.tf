# SPDX-FileCopyrightText: The Exposure Notifications key server authors
# SPDX-License-Identifier: Apache-2.0

resource "azurerm_key_vault_key" "exports" {
  name         = "exports"
  key_vault_id = azurerm_key_vault.this.id
  key_type     = "EC-HSM"
  curve        = "P-256"
  key_opts     = ["sign", "verify"]

  lifecycle {
    prevent_destroy = true
  }

  depends_on = [azurerm_role_assignment.operator]
}

resource "azurerm_key_vault_key" "revision_token" {
  name         = "revision-token"
  key_vault_id = azurerm_key_vault.this.id
  key_type     = "RSA-HSM"
  key_size     = 3072
  key_opts     = ["wrapKey", "unwrapKey"]

  lifecycle {
    prevent_destroy = true
  }

  depends_on = [azurerm_role_assignment.operator]
}
