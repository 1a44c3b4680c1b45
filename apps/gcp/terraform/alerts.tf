# SPDX-FileCopyrightText: The Exposure Notifications key server authors
# SPDX-License-Identifier: Apache-2.0

# counts runs that the server answered with 200
resource "google_logging_metric" "job_succeeded" {
  name   = "keyserver/job_succeeded"
  filter = <<-EOT
    resource.type="cloud_scheduler_job"
    jsonPayload."@type"="type.googleapis.com/google.cloud.scheduler.logging.AttemptFinished"
    httpRequest.status=200
  EOT

  metric_descriptor {
    metric_kind = "DELTA"
    value_type  = "INT64"
    labels {
      key = "job"
    }
  }
  label_extractors = {
    job = "EXTRACT(resource.labels.job_id)"
  }
}

resource "google_monitoring_alert_policy" "silent_job" {
  for_each              = local.jobs
  display_name          = "Key server: ${each.key} has not succeeded for ${each.value.silence / 60} minutes"
  combiner              = "OR"
  notification_channels = var.notification_channels

  conditions {
    display_name = "no success"
    condition_absent {
      filter   = <<-EOT
        resource.type="cloud_scheduler_job"
        AND metric.type="logging.googleapis.com/user/${google_logging_metric.job_succeeded.name}"
        AND metric.labels.job="${google_cloud_scheduler_job.this[each.key].name}"
      EOT
      duration = "${each.value.silence}s"
      aggregations {
        alignment_period   = "60s"
        per_series_aligner = "ALIGN_DELTA"
      }
    }
  }
}

resource "google_monitoring_uptime_check_config" "publish" {
  display_name = "Key server: publish"
  period       = "60s"
  timeout      = "10s"

  http_check {
    path         = "/health"
    port         = 443
    use_ssl      = true
    validate_ssl = true
  }
  monitored_resource {
    type = "uptime_url"
    labels = {
      project_id = var.project
      host       = var.publish_domain
    }
  }
}

locals {
  # above is how much over five minutes
  thresholds = {
    "publish does not answer" = {
      metric = "monitoring.googleapis.com/uptime_check/check_passed", resource = "uptime_url"
      labels = "AND metric.labels.check_id=\"${google_monitoring_uptime_check_config.publish.uptime_check_id}\""
      align  = "ALIGN_NEXT_OLDER", reduce = "REDUCE_COUNT_FALSE", above = 1
    }
    "publish fails" = {
      metric = "run.googleapis.com/request_count", resource = "cloud_run_revision"
      labels = "AND resource.labels.service_name=\"${google_cloud_run_v2_service.role["publish"].name}\" AND metric.labels.response_code_class=\"5xx\""
      align  = "ALIGN_RATE", reduce = "REDUCE_SUM", above = 0.1
    }
    "the database's processors are busy" = {
      metric = "cloudsql.googleapis.com/database/cpu/utilization", resource = "cloudsql_database", labels = ""
      align  = "ALIGN_MEAN", reduce = "REDUCE_MAX", above = 0.8
    }
    "the database's disk fills up" = {
      metric = "cloudsql.googleapis.com/database/disk/utilization", resource = "cloudsql_database", labels = ""
      align  = "ALIGN_MEAN", reduce = "REDUCE_MAX", above = 0.9
    }
  }
}

resource "google_monitoring_alert_policy" "threshold" {
  for_each              = local.thresholds
  display_name          = "Key server: ${each.key}"
  combiner              = "OR"
  notification_channels = var.notification_channels

  conditions {
    display_name = each.key
    condition_threshold {
      filter          = "resource.type=\"${each.value.resource}\" AND metric.type=\"${each.value.metric}\" ${each.value.labels}"
      comparison      = "COMPARISON_GT"
      threshold_value = each.value.above
      duration        = "300s"
      aggregations {
        alignment_period     = "300s"
        per_series_aligner   = each.value.align
        cross_series_reducer = each.value.reduce
      }
    }
  }
}
