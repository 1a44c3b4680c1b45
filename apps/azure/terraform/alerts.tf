# SPDX-FileCopyrightText: The Exposure Notifications key server authors
# SPDX-License-Identifier: Apache-2.0

resource "azurerm_monitor_scheduled_query_rules_alert_v2" "silent_job" {
  for_each             = local.jobs
  name                 = "keyserver-${each.key}-silent"
  description          = "${each.key} has not succeeded for ${each.value.silence}"
  resource_group_name  = azurerm_resource_group.this.name
  location             = var.location
  scopes               = [azurerm_log_analytics_workspace.this.id]
  severity             = 1
  evaluation_frequency = "PT15M"
  window_duration      = each.value.silence

  # the table is not there before the first container ran
  skip_query_validation = true

  criteria {
    query                   = <<-EOT
      ContainerAppSystemLogs_CL
      | where JobName_s == "${azurerm_container_app_job.this[each.key].name}" and Reason_s == "Completed"
    EOT
    time_aggregation_method = "Count"
    operator                = "LessThan"
    threshold               = 1
  }

  action {
    action_groups = var.action_groups
  }
}

locals {
  thresholds = {
    publish-fails = {
      scope       = azurerm_container_app.publish.id, namespace = "Microsoft.App/containerApps", metric = "Requests"
      aggregation = "Total", above = 30, dimension = { statusCodeCategory = "5xx" }
    }
    publish-restarts = {
      scope       = azurerm_container_app.publish.id, namespace = "Microsoft.App/containerApps", metric = "RestartCount"
      aggregation = "Total", above = 3, dimension = {}
    }
    database-processors-busy = {
      scope  = azurerm_postgresql_flexible_server.this.id, namespace = "Microsoft.DBforPostgreSQL/flexibleServers"
      metric = "cpu_percent", aggregation = "Average", above = 80, dimension = {}
    }
    database-disk-full = {
      scope  = azurerm_postgresql_flexible_server.this.id, namespace = "Microsoft.DBforPostgreSQL/flexibleServers"
      metric = "storage_percent", aggregation = "Average", above = 85, dimension = {}
    }
    front-door-fails = {
      scope       = azurerm_cdn_frontdoor_profile.this.id, namespace = "Microsoft.Cdn/profiles", metric = "Percentage5XX"
      aggregation = "Average", above = 5, dimension = {}
    }
  }
}

resource "azurerm_monitor_metric_alert" "threshold" {
  for_each            = local.thresholds
  name                = "keyserver-${each.key}"
  resource_group_name = azurerm_resource_group.this.name
  scopes              = [each.value.scope]
  severity            = 2
  frequency           = "PT5M"
  window_size         = "PT5M"

  criteria {
    metric_namespace = each.value.namespace
    metric_name      = each.value.metric
    aggregation      = each.value.aggregation
    operator         = "GreaterThan"
    threshold        = each.value.above

    dynamic "dimension" {
      for_each = each.value.dimension
      content {
        name     = dimension.key
        operator = "Include"
        values   = [dimension.value]
      }
    }
  }

  dynamic "action" {
    for_each = var.action_groups
    content {
      action_group_id = action.value
    }
  }
}
