# SPDX-FileCopyrightText: The Exposure Notifications key server authors
# SPDX-License-Identifier: Apache-2.0
#
# The random value is made here, so it is in the state too: keep it where only operators read.

resource "random_bytes" "revision_token_aad" {
  length = 32
}

locals {
  secrets = {
    database-ca        = file(var.database_ca_file)
    revision-token-aad = random_bytes.revision_token_aad.base64
  }
}

resource "aws_secretsmanager_secret" "this" {
  for_each = toset(nonsensitive(keys(local.secrets)))
  name     = "keyserver/${each.key}"
}

resource "aws_secretsmanager_secret_version" "this" {
  for_each      = aws_secretsmanager_secret.this
  secret_id     = each.value.id
  secret_string = local.secrets[each.key]
}
