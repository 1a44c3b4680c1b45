# SPDX-FileCopyrightText: The Exposure Notifications key server authors
# SPDX-License-Identifier: Apache-2.0

resource "random_password" "database" {
  length  = 40
  special = false
  # Azure wants three kinds of characters
  min_lower   = 1
  min_upper   = 1
  min_numeric = 1
}

resource "azurerm_postgresql_flexible_server" "this" {
  name                = "${var.name}-database"
  resource_group_name = azurerm_resource_group.this.name
  location            = var.location
  version             = "17"
  sku_name            = var.database.sku

  public_network_access_enabled = false
  delegated_subnet_id           = azurerm_subnet.database.id
  private_dns_zone_id           = azurerm_private_dns_zone.database.id

  # owns the tables: migrations run as this user
  administrator_login    = "keyserver"
  administrator_password = random_password.database.result

  authentication {
    password_auth_enabled         = true
    active_directory_auth_enabled = true
    tenant_id                     = data.azurerm_client_config.this.tenant_id
  }

  # keys of people are to be gone after 14 days, so also from backups soon after
  backup_retention_days = var.database.days
  storage_mb            = var.database.disk
  auto_grow_enabled     = true

  dynamic "high_availability" {
    for_each = var.database.standby ? ["ZoneRedundant"] : []
    content {
      mode = high_availability.value
    }
  }

  # Azure chooses zones, and swaps them when a standby takes over
  lifecycle {
    prevent_destroy = true
    ignore_changes  = [zone, high_availability[0].standby_availability_zone]
  }

  depends_on = [azurerm_private_dns_zone_virtual_network_link.database]
}

resource "azurerm_postgresql_flexible_server_database" "this" {
  name      = "keyserver"
  server_id = azurerm_postgresql_flexible_server.this.id
  charset   = "UTF8"
}

resource "azurerm_postgresql_flexible_server_active_directory_administrator" "this" {
  for_each            = { for administrator in var.database_administrator[*] : administrator.name => administrator }
  server_name         = azurerm_postgresql_flexible_server.this.name
  resource_group_name = azurerm_resource_group.this.name
  tenant_id           = data.azurerm_client_config.this.tenant_id
  object_id           = each.value.id
  principal_name      = each.value.name
  principal_type      = each.value.type
}
