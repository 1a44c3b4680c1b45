# SPDX-FileCopyrightText: The Exposure Notifications key server authors
# SPDX-License-Identifier: Apache-2.0
#
# One service account for each role, with what permissions.yaml says and no more.

locals {
  permissions = yamldecode(file("${path.module}/permissions.yaml"))
  grants = merge([
    for role, grants in local.permissions.grants : {
      for grant in grants : "${role} ${grant.role}" => merge(grant, { identity = role })
    }
  ]...)
  keys = {
    "encryption key" = google_kms_crypto_key.revision_token.id
    "signing key"    = google_kms_crypto_key.exports.id
  }
}

resource "google_service_account" "role" {
  for_each     = local.permissions.grants
  account_id   = "keyserver-${each.key}"
  display_name = "Key server, ${each.key}"
}

resource "google_project_iam_custom_role" "this" {
  for_each    = local.permissions.roles
  role_id     = each.key
  title       = each.key
  permissions = each.value
}

resource "google_kms_crypto_key_iam_member" "this" {
  for_each      = { for name, grant in local.grants : name => grant if grant.where != "bucket" }
  crypto_key_id = local.keys[each.value.where]
  role          = each.value.role
  member        = google_service_account.role[each.value.identity].member
}

resource "google_storage_bucket_iam_member" "this" {
  for_each = { for name, grant in local.grants : name => grant if grant.where == "bucket" }
  bucket   = google_storage_bucket.exports.name
  role     = google_project_iam_custom_role.this[each.value.role].id
  member   = google_service_account.role[each.value.identity].member
}

resource "google_secret_manager_secret_iam_member" "this" {
  for_each = merge([
    for role, names in local.secrets_of : {
      for name in names : "${role} ${name}" => { identity = role, secret = name }
    }
  ]...)
  secret_id = google_secret_manager_secret.this[each.value.secret].id
  role      = "roles/secretmanager.secretAccessor"
  member    = google_service_account.role[each.value.identity].member
}
