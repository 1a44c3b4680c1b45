# SPDX-FileCopyrightText: The Exposure Notifications key server authors
# SPDX-License-Identifier: Apache-2.0

resource "aws_db_subnet_group" "this" {
  name       = "keyserver"
  subnet_ids = aws_subnet.private[*].id
}

resource "aws_db_parameter_group" "this" {
  name   = "keyserver"
  family = "postgres17"
  parameter {
    name  = "rds.force_ssl"
    value = "1"
  }
}

resource "aws_db_instance" "this" {
  identifier     = "keyserver"
  engine         = "postgres"
  engine_version = "17"
  instance_class = var.database.class
  multi_az       = var.database.standby
  db_name        = "keyserver"

  # RDS makes the password, keeps it in Secrets Manager, and changes it every week
  username                    = "keyserver"
  manage_master_user_password = true

  iam_database_authentication_enabled = true

  publicly_accessible    = false
  db_subnet_group_name   = aws_db_subnet_group.this.name
  vpc_security_group_ids = [aws_security_group.database.id]
  parameter_group_name   = aws_db_parameter_group.this.name
  ca_cert_identifier     = "rds-ca-rsa2048-g1"

  storage_type          = "gp3"
  storage_encrypted     = true
  kms_key_id            = var.encryption_key
  allocated_storage     = var.database.disk
  max_allocated_storage = 10 * var.database.disk

  # keys of people are to be gone after 14 days, so also from backups soon after
  backup_retention_period   = var.database.days
  backup_window             = "02:00-03:00"
  deletion_protection       = var.deletion_protection
  skip_final_snapshot       = !var.deletion_protection
  final_snapshot_identifier = var.deletion_protection ? "keyserver-final" : null

  performance_insights_enabled = true
}
