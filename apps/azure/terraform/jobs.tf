# SPDX-FileCopyrightText: The Exposure Notifications key server authors
# SPDX-License-Identifier: Apache-2.0
#
# Scheduled jobs, and what an operator starts: 'az containerapp job start -n keyserver-migrate -g …'.

locals {
  jobs = yamldecode(file("${path.module}/jobs.yaml"))

  runs = merge(
    { for job, how in local.jobs : job => merge(how, { args = ["run", job] }) },
    { migrate = { role = "migrate", schedule = null, args = ["migrate"] } },
    var.configuration == null ? {} : {
      configure = { role = "migrate", schedule = null, args = ["config", "apply", "/configuration/keyserver.yaml"] }
    },
  )
}

resource "azurerm_container_app_job" "this" {
  for_each                     = local.runs
  name                         = "keyserver-${each.key}"
  resource_group_name          = azurerm_resource_group.this.name
  location                     = var.location
  container_app_environment_id = azurerm_container_app_environment.this.id
  workload_profile_name        = "Consumption"
  replica_timeout_in_seconds   = each.value.schedule == null ? 3600 : 900
  replica_retry_limit          = 0

  dynamic "schedule_trigger_config" {
    for_each = each.value.schedule[*]
    content {
      cron_expression = schedule_trigger_config.value
    }
  }

  dynamic "manual_trigger_config" {
    for_each = each.value.schedule == null ? ["by hand"] : []
    content {
      parallelism = 1
    }
  }

  identity {
    type         = "UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.role[each.value.role].id]
  }

  registry {
    server   = var.registry.server
    identity = azurerm_user_assigned_identity.role[each.value.role].id
  }

  dynamic "secret" {
    for_each = each.key == "configure" ? ["keyserver.yaml"] : []
    content {
      name                = secret.value
      identity            = azurerm_user_assigned_identity.role[each.value.role].id
      key_vault_secret_id = azurerm_key_vault_secret.this["configuration"].versionless_id
    }
  }

  template {
    container {
      name   = "keyserver"
      image  = var.image
      args   = each.value.args
      cpu    = 0.5
      memory = "1Gi"

      dynamic "env" {
        for_each = local.environment[each.value.role]
        content {
          name  = env.key
          value = env.value
        }
      }

      dynamic "volume_mounts" {
        for_each = each.key == "configure" ? ["configuration"] : []
        content {
          name = volume_mounts.value
          path = "/configuration"
        }
      }
    }

    dynamic "volume" {
      for_each = each.key == "configure" ? ["configuration"] : []
      content {
        name         = volume.value
        storage_type = "Secret"
      }
    }
  }

  depends_on = [
    azurerm_postgresql_flexible_server_database.this,
    azurerm_role_assignment.registry,
    azurerm_role_assignment.secret,
    azurerm_role_assignment.this,
  ]
}
