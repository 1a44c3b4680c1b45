# SPDX-FileCopyrightText: The Exposure Notifications key server authors
# SPDX-License-Identifier: Apache-2.0

locals {
  jobs = yamldecode(file("${path.module}/jobs.yaml"))
}

resource "google_cloud_scheduler_job" "this" {
  for_each         = local.jobs
  name             = "keyserver-${each.key}"
  region           = var.region
  schedule         = each.value.schedule
  time_zone        = "Etc/UTC"
  attempt_deadline = "900s"

  # the next run does what one left undone
  retry_config {
    retry_count = 1
  }

  # the server asks for its own token, so Google's cannot be in its place
  http_target {
    http_method = "POST"
    uri         = "${google_cloud_run_v2_service.role[each.value.role].uri}/${each.key}"
    headers = {
      Authorization = "Bearer ${random_password.job_token[each.value.role].result}"
    }
  }

  depends_on = [google_project_service.needed]
}
