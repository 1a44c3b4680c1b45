# SPDX-FileCopyrightText: The Exposure Notifications key server authors
# SPDX-License-Identifier: Apache-2.0
#
# Phones trust the signing key only. A key that is destroyed can be saved for 30 days, and then never again.

resource "aws_kms_key" "exports" {
  description              = "Signs the key server's files"
  key_usage                = "SIGN_VERIFY"
  customer_master_key_spec = "ECC_NIST_P256"
  deletion_window_in_days  = 30

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_kms_alias" "exports" {
  name          = "alias/keyserver-exports"
  target_key_id = aws_kms_key.exports.key_id
}

resource "aws_kms_key" "revision_token" {
  description             = "Wraps the keys of revision tokens"
  enable_key_rotation     = true
  deletion_window_in_days = 30

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_kms_alias" "revision_token" {
  name          = "alias/keyserver-revision-token"
  target_key_id = aws_kms_key.revision_token.key_id
}
