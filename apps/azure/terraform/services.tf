# SPDX-FileCopyrightText: The Exposure Notifications key server authors
# SPDX-License-Identifier: Apache-2.0

resource "azurerm_container_app" "publish" {
  name                         = "keyserver-publish"
  resource_group_name          = azurerm_resource_group.this.name
  container_app_environment_id = azurerm_container_app_environment.this.id
  revision_mode                = "Single"
  workload_profile_name        = "Consumption"

  identity {
    type         = "UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.role["publish"].id]
  }

  registry {
    server   = var.registry.server
    identity = azurerm_user_assigned_identity.role["publish"].id
  }

  ingress {
    external_enabled = true
    target_port      = 8080
    transport        = "http"
    traffic_weight {
      latest_revision = true
      percentage      = 100
    }
  }

  template {
    min_replicas = var.instances.least
    max_replicas = var.instances.most

    http_scale_rule {
      name                = "requests"
      concurrent_requests = "100"
    }

    container {
      name   = "keyserver"
      image  = var.image
      args   = ["serve", "publish"]
      cpu    = 1
      memory = "2Gi"

      startup_probe {
        transport               = "HTTP"
        path                    = "/health/live"
        port                    = 8080
        interval_seconds        = 1
        failure_count_threshold = 30
      }

      liveness_probe {
        transport = "HTTP"
        path      = "/health/live"
        port      = 8080
      }

      readiness_probe {
        transport = "HTTP"
        path      = "/health"
        port      = 8080
      }

      dynamic "env" {
        for_each = local.environment["publish"]
        content {
          name  = env.key
          value = env.value
        }
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
