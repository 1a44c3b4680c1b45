# SPDX-FileCopyrightText: The Exposure Notifications key server authors
# SPDX-License-Identifier: Apache-2.0

# Every task that ends is told to a log group, where those that ended well are counted.

resource "aws_cloudwatch_log_group" "ended" {
  name              = "/aws/events/keyserver-tasks-ended"
  retention_in_days = 14
}

resource "aws_cloudwatch_log_resource_policy" "ended" {
  policy_name = "keyserver-tasks-ended"
  policy_document = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = ["events.amazonaws.com", "delivery.logs.amazonaws.com"] }
      Action    = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Resource  = "${aws_cloudwatch_log_group.ended.arn}:*"
    }]
  })
}

resource "aws_cloudwatch_event_rule" "ended" {
  name = "keyserver-tasks-ended"
  event_pattern = jsonencode({
    source      = ["aws.ecs"]
    detail-type = ["ECS Task State Change"]
    detail      = { clusterArn = [aws_ecs_cluster.this.arn], lastStatus = ["STOPPED"] }
  })
}

resource "aws_cloudwatch_event_target" "ended" {
  rule = aws_cloudwatch_event_rule.ended.name
  arn  = aws_cloudwatch_log_group.ended.arn
}

resource "aws_cloudwatch_log_metric_filter" "job_succeeded" {
  for_each       = local.jobs
  name           = "keyserver-${each.key}"
  log_group_name = aws_cloudwatch_log_group.ended.name
  pattern        = "{ $.detail.group = \"family:keyserver-${each.key}\" && $.detail.containers[0].exitCode = 0 }"

  metric_transformation {
    namespace = "Keyserver"
    name      = "succeeded-${each.key}"
    value     = "1"
  }
}

resource "aws_cloudwatch_metric_alarm" "silent_job" {
  for_each            = local.jobs
  alarm_name          = "keyserver-${each.key}-silent"
  alarm_description   = "${each.key} has not succeeded for ${each.value.silence / 60} minutes"
  namespace           = "Keyserver"
  metric_name         = aws_cloudwatch_log_metric_filter.job_succeeded[each.key].metric_transformation[0].name
  statistic           = "Sum"
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  period              = each.value.silence / 2
  evaluation_periods  = 2
  treat_missing_data  = "breaching"
  alarm_actions       = var.alarm_topics
  ok_actions          = var.alarm_topics
}

locals {
  thresholds = {
    publish-fails = {
      namespace  = "AWS/ApplicationELB", metric = "HTTPCode_Target_5XX_Count", statistic = "Sum", above = 30
      dimensions = { LoadBalancer = aws_lb.this.arn_suffix }
    }
    publish-does-not-answer = {
      namespace  = "AWS/ApplicationELB", metric = "UnHealthyHostCount", statistic = "Maximum", above = 0
      dimensions = { LoadBalancer = aws_lb.this.arn_suffix, TargetGroup = aws_lb_target_group.publish.arn_suffix }
    }
    database-processors-busy = {
      namespace  = "AWS/RDS", metric = "CPUUtilization", statistic = "Average", above = 80
      dimensions = { DBInstanceIdentifier = aws_db_instance.this.identifier }
    }
    database-connections-many = {
      namespace  = "AWS/RDS", metric = "DatabaseConnections", statistic = "Maximum", above = 400
      dimensions = { DBInstanceIdentifier = aws_db_instance.this.identifier }
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "threshold" {
  for_each            = local.thresholds
  alarm_name          = "keyserver-${each.key}"
  namespace           = each.value.namespace
  metric_name         = each.value.metric
  dimensions          = each.value.dimensions
  statistic           = each.value.statistic
  comparison_operator = "GreaterThanThreshold"
  threshold           = each.value.above
  period              = 300
  evaluation_periods  = 2
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_topics
  ok_actions          = var.alarm_topics
}

# in bytes: a tenth of the disk that it began with
resource "aws_cloudwatch_metric_alarm" "disk" {
  alarm_name          = "keyserver-database-disk-full"
  namespace           = "AWS/RDS"
  metric_name         = "FreeStorageSpace"
  dimensions          = { DBInstanceIdentifier = aws_db_instance.this.identifier }
  statistic           = "Minimum"
  comparison_operator = "LessThanThreshold"
  threshold           = var.database.disk * 1024 * 1024 * 1024 / 10
  period              = 300
  evaluation_periods  = 2
  alarm_actions       = var.alarm_topics
  ok_actions          = var.alarm_topics
}
