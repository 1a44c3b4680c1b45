# SPDX-FileCopyrightText: The Exposure Notifications key server authors
# SPDX-License-Identifier: Apache-2.0

output "address" {
  description = "Where phones upload to and fetch from; the target of the CNAME record, if there is a host name of yours."
  value       = azurerm_cdn_frontdoor_endpoint.this.host_name
}

output "domain_proof" {
  description = "The TXT record _dnsauth.DOMAIN that shows Azure whose the domain is."
  value       = one([for domain in azurerm_cdn_frontdoor_custom_domain.this : domain.validation_token])
}

output "bucket" {
  description = "The bucket of an export config: the container's name."
  value       = azurerm_storage_container.exports.name
}

output "signing_key" {
  description = "The signingKey of a signature info."
  value       = azurerm_key_vault_key.exports.name
}

output "database_users" {
  description = "Who has to be made a user as docs/operations/azure.md says, with database_auth = IAM."
  value       = { for role, auth in local.auth : role => azurerm_user_assigned_identity.role[role].name if auth == "iam" }
}
