# SPDX-FileCopyrightText: The Exposure Notifications key server authors
# SPDX-License-Identifier: Apache-2.0
#
# What an operator starts: 'gcloud run jobs execute keyserver-migrate --wait'.

locals {
  operations = merge(
    { migrate = ["migrate"] },
    var.configuration == null ? {} : { configure = ["config", "apply", "/configuration/keyserver.yaml"] },
  )
}

resource "google_cloud_run_v2_job" "operation" {
  for_each            = local.operations
  name                = "keyserver-${each.key}"
  location            = var.region
  deletion_protection = false

  template {
    template {
      service_account = google_service_account.role["migrate"].email
      max_retries     = 0
      timeout         = "3600s"

      vpc_access {
        egress = "PRIVATE_RANGES_ONLY"
        network_interfaces {
          network    = google_compute_network.this.id
          subnetwork = google_compute_subnetwork.services.id
        }
      }

      containers {
        image = var.image
        args  = each.value

        resources {
          limits = { cpu = "1", memory = "512Mi" }
        }

        dynamic "env" {
          for_each = local.environment["migrate"]
          content {
            name  = env.key
            value = env.value
          }
        }

        dynamic "volume_mounts" {
          for_each = each.key == "configure" ? ["configuration"] : []
          content {
            name       = volume_mounts.value
            mount_path = "/configuration"
          }
        }
      }

      dynamic "volumes" {
        for_each = each.key == "configure" ? ["configuration"] : []
        content {
          name = volumes.value
          secret {
            secret = google_secret_manager_secret.this["configuration"].secret_id
            items {
              version = "latest"
              path    = "keyserver.yaml"
            }
          }
        }
      }
    }
  }

  depends_on = [
    google_secret_manager_secret_iam_member.this,
    google_secret_manager_secret_version.this,
    google_sql_database.this,
    google_sql_user.owner,
  ]
}
