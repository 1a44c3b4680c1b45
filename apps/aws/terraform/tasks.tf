# SPDX-FileCopyrightText: The Exposure Notifications key server authors
# SPDX-License-Identifier: Apache-2.0
#
# One task definition for each thing the image does: serve phones, run a job, migrate, register.

locals {
  jobs = yamldecode(file("${path.module}/jobs.yaml"))

  tasks = merge(
    { for job, how in local.jobs : job => { role = how.role, command = ["run", job] } },
    {
      publish = { role = "publish", command = ["serve", "publish"] }
      migrate = { role = "migrate", command = ["migrate"] }
    },
    var.configuration == null ? {} : {
      configure = { role = "migrate", command = ["config", "apply", "/configuration/keyserver.yaml"] }
    },
  )

  # migrations run as the owner of the tables
  auth = { for role in keys(local.permissions) : role => role == "migrate" ? "password" : lower(var.database_auth) }

  template = {
    for role in keys(local.permissions) : role => yamldecode(templatefile("${path.module}/environment.yaml", {
      region             = var.region
      database_host      = aws_db_instance.this.address
      database_ca        = aws_secretsmanager_secret.this["database-ca"].arn
      database_secret    = aws_db_instance.this.master_user_secret[0].secret_arn
      database_user      = role
      revision_token_key = aws_kms_alias.revision_token.name
      revision_token_aad = aws_secretsmanager_secret.this["revision-token-aad"].arn
    }))
  }

  environment = {
    for role in keys(local.permissions) : role => merge(
      local.template[role].all,
      local.template[role][local.auth[role]],
      local.template[role][role],
      lookup(var.environment, "all", {}),
      lookup(var.environment, role, {}),
    )
  }

  secrets_of = {
    for role, variables in local.environment :
    role => distinct(flatten([for value in values(variables) : regexall("secret://([^?,#@]+)", value)]))
  }

  # writes the file that the server is to read, into a folder that both have
  copy_configuration = {
    name             = "configuration"
    image            = "public.ecr.aws/docker/library/busybox:1.37"
    essential        = false
    command          = ["sh", "-c", "printenv CONFIGURATION > /configuration/keyserver.yaml"]
    environment      = [{ name = "CONFIGURATION", value = var.configuration }]
    mountPoints      = [{ sourceVolume = "configuration", containerPath = "/configuration", readOnly = false }]
    logConfiguration = local.logs
  }

  logs = {
    logDriver = "awslogs"
    options = {
      awslogs-group         = aws_cloudwatch_log_group.tasks.name
      awslogs-region        = var.region
      awslogs-stream-prefix = "keyserver"
    }
  }
}

resource "aws_cloudwatch_log_group" "tasks" {
  name              = "/keyserver/tasks"
  retention_in_days = 14
}

resource "aws_ecs_cluster" "this" {
  name = "keyserver"
}

resource "aws_ecs_task_definition" "this" {
  for_each                 = local.tasks
  family                   = "keyserver-${each.key}"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = each.key == "publish" ? 1024 : 256
  memory                   = each.key == "publish" ? 2048 : 512
  execution_role_arn       = aws_iam_role.start.arn
  task_role_arn            = aws_iam_role.role[each.value.role].arn

  container_definitions = jsonencode(concat(
    each.key == "configure" ? [local.copy_configuration] : [],
    [{
      name             = "keyserver"
      image            = var.image
      essential        = true
      command          = each.value.command
      environment      = [for name, value in local.environment[each.value.role] : { name = name, value = value }]
      portMappings     = each.key == "publish" ? [{ containerPort = 8080, protocol = "tcp" }] : []
      dependsOn        = each.key == "configure" ? [{ containerName = "configuration", condition = "SUCCESS" }] : []
      mountPoints      = each.key == "configure" ? [{ sourceVolume = "configuration", containerPath = "/configuration", readOnly = true }] : []
      logConfiguration = local.logs
      linuxParameters  = { capabilities = { drop = ["ALL"] } }
    }],
  ))

  dynamic "volume" {
    for_each = each.key == "configure" ? ["configuration"] : []
    content {
      name = volume.value
    }
  }
}
