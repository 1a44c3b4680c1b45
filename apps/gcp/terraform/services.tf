# SPDX-FileCopyrightText: The Exposure Notifications key server authors
# SPDX-License-Identifier: Apache-2.0

locals {
  services = {
    publish = merge(var.instances, { ingress = "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER", requests = 200 })
    export  = { least = 0, most = var.export_workers, ingress = "INGRESS_TRAFFIC_INTERNAL_ONLY", requests = 4 }
    cleanup = { least = 0, most = 2, ingress = "INGRESS_TRAFFIC_INTERNAL_ONLY", requests = 4 }
  }

  roles = keys(local.permissions.grants)

  # migrations run as the owner of the tables
  auth = { for role in local.roles : role => role == "migrate" ? "password" : lower(var.database_auth) }

  database_users = {
    for role, auth in local.auth : role => trimsuffix(google_service_account.role[role].email, ".gserviceaccount.com")
    if auth == "iam"
  }

  template = {
    for role in local.roles : role => yamldecode(templatefile("${path.module}/environment.yaml", {
      project       = var.project
      key_ring      = google_kms_key_ring.this.id
      database_host = google_sql_database_instance.this.private_ip_address
      database_user = try(local.database_users[role], "")
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
        regexall("secret://([A-Za-z0-9_-]+)", value)
      ]),
      role == "migrate" && var.configuration != null ? ["configuration"] : [],
    ))
  }
}

resource "google_cloud_run_v2_service" "role" {
  for_each            = local.services
  name                = "keyserver-${each.key}"
  location            = var.region
  ingress             = each.value.ingress
  deletion_protection = var.deletion_protection

  # Phones cannot sign in, and jobs show JOB_TOKEN where Google's token would have to be.
  invoker_iam_disabled = true

  template {
    service_account                  = google_service_account.role[each.key].email
    timeout                          = "900s"
    max_instance_request_concurrency = each.value.requests

    scaling {
      min_instance_count = each.value.least
      max_instance_count = each.value.most
    }

    vpc_access {
      egress = "PRIVATE_RANGES_ONLY"
      network_interfaces {
        network    = google_compute_network.this.id
        subnetwork = google_compute_subnetwork.services.id
      }
    }

    containers {
      image = var.image
      args  = ["serve", each.key]

      resources {
        limits            = { cpu = "1", memory = "512Mi" }
        cpu_idle          = each.value.least == 0
        startup_cpu_boost = true
      }

      ports {
        container_port = 8080
      }

      startup_probe {
        period_seconds    = 1
        failure_threshold = 60
        http_get {
          path = "/health/live"
        }
      }

      liveness_probe {
        http_get {
          path = "/health/live"
        }
      }

      dynamic "env" {
        for_each = local.environment[each.key]
        content {
          name  = env.key
          value = env.value
        }
      }
    }
  }

  depends_on = [
    google_kms_crypto_key_iam_member.this,
    google_secret_manager_secret_iam_member.this,
    google_secret_manager_secret_version.this,
    google_sql_database.this,
    google_sql_user.owner,
  ]
}
