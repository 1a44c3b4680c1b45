# SPDX-FileCopyrightText: The Exposure Notifications key server authors
# SPDX-License-Identifier: Apache-2.0
#
# What the containers of each role are given, and where they run.

locals {
  roles = keys(local.permissions.grants)

  # migrations run as the owner of the tables
  auth = { for role in local.roles : role => role == "migrate" ? "password" : lower(var.database_auth) }

  template = {
    for role in local.roles : role => yamldecode(templatefile("${path.module}/environment.yaml", {
      client_id       = azurerm_user_assigned_identity.role[role].client_id
      storage_account = azurerm_storage_account.exports.name
      vault           = trimsuffix(azurerm_key_vault.this.vault_uri, "/")
      database_host   = azurerm_postgresql_flexible_server.this.fqdn
      database_user   = azurerm_user_assigned_identity.role[role].name
    }))
  }

  environment = {
    for role in local.roles : role => merge(
      local.template[role].all,
      local.template[role][local.auth[role]],
      local.template[role][role],
      lookup(var.environment, "all", {}),
      lookup(var.environment, role, {}),
    )
  }

  # names only, so that they are known before anything is made
  names = yamldecode(file("${path.module}/environment.yaml"))
  secrets_of = {
    for role in local.roles : role => distinct(concat(
      flatten([
        for value in values(merge(local.names.all, local.names[local.auth[role]], local.names[role])) :
        regexall("secret://([A-Za-z0-9-]+)", value)
      ]),
      role == "migrate" && var.configuration != null ? ["configuration"] : [],
    ))
  }
}

resource "azurerm_log_analytics_workspace" "this" {
  name                = "keyserver"
  resource_group_name = azurerm_resource_group.this.name
  location            = var.location
  retention_in_days   = 30
}

resource "azurerm_container_app_environment" "this" {
  name                       = "keyserver"
  resource_group_name        = azurerm_resource_group.this.name
  location                   = var.location
  logs_destination           = "log-analytics"
  log_analytics_workspace_id = azurerm_log_analytics_workspace.this.id
  infrastructure_subnet_id   = azurerm_subnet.apps.id
  zone_redundancy_enabled    = true

  workload_profile {
    name                  = "Consumption"
    workload_profile_type = "Consumption"
  }

  # Azure names the group of what it runs for us
  lifecycle {
    ignore_changes = [infrastructure_resource_group_name]
  }
}
