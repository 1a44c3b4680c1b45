# SPDX-FileCopyrightText: The Exposure Notifications key server authors
# SPDX-License-Identifier: Apache-2.0

resource "aws_scheduler_schedule" "this" {
  for_each                     = local.jobs
  name                         = "keyserver-${each.key}"
  schedule_expression          = each.value.schedule
  schedule_expression_timezone = "UTC"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = aws_ecs_cluster.this.arn
    role_arn = aws_iam_role.scheduler.arn

    # the next run does what one left undone
    retry_policy {
      maximum_retry_attempts       = 1
      maximum_event_age_in_seconds = 60
    }

    ecs_parameters {
      task_definition_arn = aws_ecs_task_definition.this[each.key].arn
      launch_type         = "FARGATE"
      network_configuration {
        subnets         = aws_subnet.private[*].id
        security_groups = [aws_security_group.tasks.id]
      }
    }
  }
}
