# SPDX-FileCopyrightText: The Exposure Notifications key server authors
# SPDX-License-Identifier: Apache-2.0

output "publish" {
  description = "What the alias record of the upload's host name has to name."
  value       = aws_lb.this.dns_name
}

output "exports" {
  description = "Where the files are: the target of the alias record, if there is a host name of yours."
  value       = aws_cloudfront_distribution.exports.domain_name
}

output "bucket" {
  description = "The bucket of an export config."
  value       = aws_s3_bucket.exports.bucket
}

output "signing_key" {
  description = "The signingKey of a signature info."
  value       = aws_kms_alias.exports.name
}

output "run_task" {
  description = "How an operator starts a task; put migrate, configure or a job's name at its end."
  value = join(" ", [
    "aws ecs run-task --cluster ${aws_ecs_cluster.this.name} --launch-type FARGATE",
    "--network-configuration 'awsvpcConfiguration={subnets=[${aws_subnet.private[0].id}],securityGroups=[${aws_security_group.tasks.id}]}'",
    "--task-definition keyserver-",
  ])
}
