# SPDX-FileCopyrightText: The Exposure Notifications key server authors
# SPDX-License-Identifier: Apache-2.0

output "address" {
  description = "What the address records of both domains have to name."
  value       = google_compute_global_address.this.address
}

output "bucket" {
  description = "The bucket of an export config."
  value       = google_storage_bucket.exports.name
}

output "signing_key" {
  description = "The signingKey of a signature info."
  value       = google_kms_crypto_key.exports.name
}

output "database_users" {
  description = "Who has to be granted what docs/operations/gcp.md says, with database_auth = IAM."
  value       = local.database_users
}
