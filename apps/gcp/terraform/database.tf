# SPDX-FileCopyrightText: The Exposure Notifications key server authors
# SPDX-License-Identifier: Apache-2.0

resource "google_sql_database_instance" "this" {
  name                = "keyserver"
  database_version    = "POSTGRES_17"
  region              = var.region
  encryption_key_name = var.encryption_key
  deletion_protection = var.deletion_protection

  settings {
    tier                        = var.database.tier
    edition                     = "ENTERPRISE"
    availability_type           = var.database.standby ? "REGIONAL" : "ZONAL"
    deletion_protection_enabled = var.deletion_protection
    disk_type                   = "PD_SSD"
    disk_autoresize             = true

    ip_configuration {
      ipv4_enabled    = false
      private_network = google_compute_network.this.id
      ssl_mode        = "ENCRYPTED_ONLY"
    }

    backup_configuration {
      enabled                        = true
      start_time                     = "02:00"
      point_in_time_recovery_enabled = true
      transaction_log_retention_days = var.database.days

      # keys of people are to be gone after 14 days, so also from backups soon after
      backup_retention_settings {
        retained_backups = var.database.days
      }
    }

    database_flags {
      name  = "cloudsql.iam_authentication"
      value = "on"
    }

    insights_config {
      query_insights_enabled = true
    }
  }

  depends_on = [google_service_networking_connection.database]
}

resource "google_sql_database" "this" {
  name     = "keyserver"
  instance = google_sql_database_instance.this.name
}

resource "random_password" "database" {
  length  = 40
  special = false
}

# owns the tables: migrations run as this user
resource "google_sql_user" "owner" {
  name     = "keyserver"
  instance = google_sql_database_instance.this.name
  password = random_password.database.result
}

resource "google_sql_user" "role" {
  for_each = local.database_users
  name     = each.value
  type     = "CLOUD_IAM_SERVICE_ACCOUNT"
  instance = google_sql_database_instance.this.name
}

resource "google_project_iam_member" "database_login" {
  for_each = local.database_users
  project  = var.project
  role     = "roles/cloudsql.instanceUser"
  member   = google_service_account.role[each.key].member
}
