# SPDX-FileCopyrightText: The Exposure Notifications key server authors
# SPDX-License-Identifier: Apache-2.0
#
# One identity for each role, with what permissions.yaml says and no more, and the secrets that its variables name.

locals {
  permissions = yamldecode(file("${path.module}/permissions.yaml"))
  grants = merge([
    for role, grants in local.permissions.grants : {
      for grant in grants : "${role} ${grant.role}" => merge(grant, { identity = role })
    }
  ]...)
  scopes = {
    "encryption key" = azurerm_key_vault_key.revision_token.resource_versionless_id
    "signing key"    = azurerm_key_vault_key.exports.resource_versionless_id
    "container"      = azurerm_storage_container.exports.id
  }
}

resource "azurerm_user_assigned_identity" "role" {
  for_each            = local.permissions.grants
  name                = "keyserver-${each.key}"
  resource_group_name = azurerm_resource_group.this.name
  location            = var.location
}

resource "azurerm_role_definition" "this" {
  for_each    = local.permissions.roles
  name        = "${var.name} ${each.key}"
  scope       = azurerm_resource_group.this.id
  description = "Key server: ${each.key}"

  permissions {
    data_actions = each.value
  }
}

resource "azurerm_role_assignment" "this" {
  for_each             = local.grants
  scope                = local.scopes[each.value.where]
  role_definition_name = contains(keys(local.permissions.roles), each.value.role) ? null : each.value.role
  role_definition_id   = try(azurerm_role_definition.this[each.value.role].role_definition_resource_id, null)
  principal_id         = azurerm_user_assigned_identity.role[each.value.identity].principal_id
}

resource "azurerm_role_assignment" "secret" {
  for_each = merge([
    for role, names in local.secrets_of : {
      for name in names : "${role} ${name}" => { identity = role, secret = name }
    }
  ]...)
  scope                = azurerm_key_vault_secret.this[each.value.secret].resource_versionless_id
  role_definition_name = "Key Vault Secrets User"
  principal_id         = azurerm_user_assigned_identity.role[each.value.identity].principal_id
}

# to pull the image, before the server runs
resource "azurerm_role_assignment" "registry" {
  for_each             = azurerm_user_assigned_identity.role
  scope                = var.registry.id
  role_definition_name = "AcrPull"
  principal_id         = each.value.principal_id
}
