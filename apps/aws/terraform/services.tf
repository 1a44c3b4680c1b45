# SPDX-FileCopyrightText: The Exposure Notifications key server authors
# SPDX-License-Identifier: Apache-2.0

resource "aws_ecs_service" "publish" {
  name            = "keyserver-publish"
  cluster         = aws_ecs_cluster.this.id
  task_definition = aws_ecs_task_definition.this["publish"].arn
  launch_type     = "FARGATE"
  desired_count   = var.instances.least

  health_check_grace_period_seconds = 60

  network_configuration {
    subnets         = aws_subnet.private[*].id
    security_groups = [aws_security_group.tasks.id]
  }

  load_balancer {
    target_group_arn = aws_lb_target_group.publish.arn
    container_name   = "keyserver"
    container_port   = 8080
  }

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  # autoscaling decides
  lifecycle {
    ignore_changes = [desired_count]
  }

  depends_on = [aws_lb_listener.https, aws_iam_role_policy.role, aws_secretsmanager_secret_version.this]
}

resource "aws_appautoscaling_target" "publish" {
  service_namespace  = "ecs"
  resource_id        = "service/${aws_ecs_cluster.this.name}/${aws_ecs_service.publish.name}"
  scalable_dimension = "ecs:service:DesiredCount"
  min_capacity       = var.instances.least
  max_capacity       = var.instances.most
}

resource "aws_appautoscaling_policy" "publish" {
  name               = "keyserver-publish"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.publish.service_namespace
  resource_id        = aws_appautoscaling_target.publish.resource_id
  scalable_dimension = aws_appautoscaling_target.publish.scalable_dimension

  target_tracking_scaling_policy_configuration {
    target_value = 60
    predefined_metric_specification {
      predefined_metric_type = "ECSServiceAverageCPUUtilization"
    }
  }
}
