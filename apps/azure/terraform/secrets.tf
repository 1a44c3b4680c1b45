# SPDX-FileCopyrightText: The Exposure Notifications key server authors
# SPDX-License-Identifier: Apache-2.0
#
# Random values are made here, so they are in the state too: keep it where only operators read.

resource "random_bytes" "revision_token_aad" {
  length = 32
}

locals {
  # by the names that environment.yaml refers to
  secrets = merge(
    {
      database-password  = random_password.database.result
      database-ca        = file(var.database_ca_file)
      revision-token-aad = random_bytes.revision_token_aad.base64
    },
    var.configuration == null ? {} : { configuration = var.configuration },
  )
}

resource "azurerm_key_vault_secret" "this" {
  for_each     = toset(nonsensitive(keys(local.secrets)))
  name         = each.key
  value        = local.secrets[each.key]
  key_vault_id = azurerm_key_vault.this.id
  depends_on   = [azurerm_role_assignment.operator]
}
