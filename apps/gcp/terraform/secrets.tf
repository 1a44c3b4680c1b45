# SPDX-FileCopyrightText: The Exposure Notifications key server authors
# SPDX-License-Identifier: Apache-2.0
#
# Random values are made here, so they are in the state too: keep it where only operators read.

resource "random_password" "job_token" {
  for_each = toset(["export", "cleanup"])
  length   = 48
  special  = false
}

resource "random_bytes" "revision_token_aad" {
  length = 32
}

locals {
  # by the names that environment.yaml refers to
  secrets = merge(
    {
      database-password  = random_password.database.result
      database-ca        = google_sql_database_instance.this.server_ca_cert[0].cert
      revision-token-aad = random_bytes.revision_token_aad.base64
      export-job-token   = random_password.job_token["export"].result
      cleanup-job-token  = random_password.job_token["cleanup"].result
    },
    var.configuration == null ? {} : { configuration = var.configuration },
  )
}

resource "google_secret_manager_secret" "this" {
  for_each  = toset(nonsensitive(keys(local.secrets)))
  secret_id = each.key

  # which does not leave the region
  replication {
    user_managed {
      replicas {
        location = var.region
      }
    }
  }

  depends_on = [google_project_service.needed]
}

resource "google_secret_manager_secret_version" "this" {
  for_each    = google_secret_manager_secret.this
  secret      = each.value.id
  secret_data = local.secrets[each.key]
}
