# SPDX-FileCopyrightText: The Exposure Notifications key server authors
# SPDX-License-Identifier: Apache-2.0
#
# One role for each of ours, with what permissions.yaml says and no more, and the secrets that its variables name.

locals {
  permissions = yamldecode(file("${path.module}/permissions.yaml"))
  resources = {
    "encryption key" = aws_kms_key.revision_token.arn
    "signing key"    = aws_kms_key.exports.arn
    "objects"        = "${aws_s3_bucket.exports.arn}/*"
  }

  statements = {
    for role, grants in local.permissions : role => concat(
      [
        for grant in grants :
        { Effect = "Allow", Action = grant.actions, Resource = [local.resources[grant.where]] }
      ],
      [{ Effect = "Allow", Action = ["secretsmanager:GetSecretValue"], Resource = local.secrets_of[role] }],
      local.auth[role] == "iam" ? [{
        Effect   = "Allow"
        Action   = ["rds-db:connect"]
        Resource = ["arn:aws:rds-db:${var.region}:${data.aws_caller_identity.this.account_id}:dbuser:${aws_db_instance.this.resource_id}/${role}"]
      }] : [],
    )
  }
}

resource "aws_iam_role" "role" {
  for_each           = local.permissions
  name               = "keyserver-${each.key}"
  assume_role_policy = local.trust["ecs-tasks.amazonaws.com"]
}

resource "aws_iam_role_policy" "role" {
  for_each = local.permissions
  name     = "keyserver-${each.key}"
  role     = aws_iam_role.role[each.key].id
  policy   = jsonencode({ Version = "2012-10-17", Statement = local.statements[each.key] })
}

# who may become one of the roles: services of this account only
locals {
  trust = {
    for service in ["ecs-tasks.amazonaws.com", "scheduler.amazonaws.com"] : service => jsonencode({
      Version = "2012-10-17"
      Statement = [{
        Effect    = "Allow"
        Action    = "sts:AssumeRole"
        Principal = { Service = service }
        Condition = { StringEquals = { "aws:SourceAccount" = data.aws_caller_identity.this.account_id } }
      }]
    })
  }
}

# pulls images and writes logs, before the server runs
resource "aws_iam_role" "start" {
  name               = "keyserver-start"
  assume_role_policy = local.trust["ecs-tasks.amazonaws.com"]
}

resource "aws_iam_role_policy_attachment" "start" {
  role       = aws_iam_role.start.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"
}

# starts the jobs, and nothing else
resource "aws_iam_role" "scheduler" {
  name               = "keyserver-scheduler"
  assume_role_policy = local.trust["scheduler.amazonaws.com"]
}

resource "aws_iam_role_policy" "scheduler" {
  name = "keyserver-scheduler"
  role = aws_iam_role.scheduler.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Action    = ["ecs:RunTask"]
        Resource  = [for job in keys(local.jobs) : "${aws_ecs_task_definition.this[job].arn_without_revision}:*"]
        Condition = { ArnEquals = { "ecs:cluster" = aws_ecs_cluster.this.arn } }
      },
      {
        Effect   = "Allow"
        Action   = ["iam:PassRole"]
        Resource = [aws_iam_role.role["export"].arn, aws_iam_role.role["cleanup"].arn, aws_iam_role.start.arn]
      },
    ]
  })
}
