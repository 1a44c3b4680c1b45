# SPDX-FileCopyrightText: The Exposure Notifications key server authors
# SPDX-License-Identifier: Apache-2.0

variable "region" {
  description = "Where everything runs."
  type        = string
}

variable "image" {
  description = "The server's image with its digest: ACCOUNT.dkr.ecr.REGION.amazonaws.com/keyserver@sha256:…"
  type        = string
}

variable "publish_certificate" {
  description = "ARN of the ACM certificate, in the same region, of the host name that phones upload to. Its alias record is the output 'publish'."
  type        = string
}

variable "database_ca_file" {
  description = "Path of the certificates that RDS's own chain up to: https://truststore.pki.rds.amazonaws.com/REGION/REGION-bundle.pem"
  type        = string
}

variable "exports" {
  description = "Host name that phones fetch files from, and ARN of its ACM certificate in us-east-1, where CloudFront looks; CloudFront's own name without."
  type        = object({ domain = string, certificate = string })
  default     = null
}

variable "configuration" {
  description = "What is registered: the text of a file for 'keyserver config apply', up to 30 KB. The task 'configure' applies it."
  type        = string
  default     = null
}

variable "environment" {
  description = "Further settings by role (publish, export, cleanup, migrate); 'all' is for every role. See docs/operations/configuration.md. Secrets by their ARNs."
  type        = map(map(string))
  default     = {}
}

variable "instances" {
  description = "How many publish tasks run at least and at most."
  type        = object({ least = number, most = number })
  default     = { least = 2, most = 10 }
}

variable "database" {
  description = "Size of RDS, whether a standby takes over when a zone fails, GiB of disk, and how many days can be gone back."
  type        = object({ class = string, standby = bool, disk = number, days = number })
  default     = { class = "db.m7g.large", standby = true, disk = 50, days = 7 }
}

variable "database_auth" {
  description = "PASSWORD: all roles share the tables' owner. IAM: each has a user of its own and no password; see docs/operations/aws.md for the users that have to be made before."
  type        = string
  default     = "PASSWORD"
  validation {
    condition     = contains(["PASSWORD", "IAM"], var.database_auth)
    error_message = "PASSWORD or IAM."
  }
}

variable "encryption_key" {
  description = "ARN of a KMS key of yours for the disks of database and bucket; Amazon's own without. Its policy has to let the role keyserver-export (kms:GenerateDataKey) and CloudFront (kms:Decrypt) use it."
  type        = string
  default     = null
}

variable "alarm_topics" {
  description = "ARNs of SNS topics that alarms go to."
  type        = list(string)
  default     = []
}

variable "deletion_protection" {
  description = "Whether database, load balancer and bucket resist 'terraform destroy'."
  type        = bool
  default     = true
}
