# SPDX-FileCopyrightText: The Exposure Notifications key server authors
# SPDX-License-Identifier: Apache-2.0

variable "project" {
  description = "Id of the project that everything lives in."
  type        = string
}

variable "image" {
  description = "The server's image with its digest: REGION-docker.pkg.dev/PROJECT/keyserver/gcp@sha256:…"
  type        = string
}

variable "publish_domain" {
  description = "Host name that phones upload to. Its address record is the output 'address'."
  type        = string
}

variable "exports_domain" {
  description = "Host name that phones fetch files from; same address."
  type        = string
}

variable "region" {
  description = "Where everything runs."
  type        = string
  default     = "europe-west1"
}

variable "configuration" {
  description = "What is registered: the text of a file for 'keyserver config apply', up to 64 KB. The job 'configure' applies it."
  type        = string
  default     = null
}

variable "environment" {
  description = "Further settings by role (publish, export, cleanup, migrate); 'all' is for every role. See docs/operations/configuration.md. Secrets that these name need a grant of yours."
  type        = map(map(string))
  default     = {}
}

variable "instances" {
  description = "How many publish instances run at least and at most."
  type        = object({ least = number, most = number })
  default     = { least = 1, most = 10 }
}

variable "export_workers" {
  description = "How many export instances there are at most; each works on its own batch."
  type        = number
  default     = 4
}

variable "database" {
  description = "Size of Cloud SQL, whether a standby takes over when a zone fails, and how many days can be gone back."
  type        = object({ tier = string, standby = bool, days = number })
  default     = { tier = "db-custom-2-7680", standby = true, days = 7 }
}

variable "database_auth" {
  description = "PASSWORD: all roles share the tables' owner. IAM: each has a user of its own and no password; see docs/operations/gcp.md for the grants that have to be made before."
  type        = string
  default     = "PASSWORD"
  validation {
    condition     = contains(["PASSWORD", "IAM"], var.database_auth)
    error_message = "PASSWORD or IAM."
  }
}

variable "encryption_key" {
  description = "A Cloud KMS key of yours for the disks of database and bucket; Google's own without. Their service agents need roles/cloudkms.cryptoKeyEncrypterDecrypter on it."
  type        = string
  default     = null
}

variable "notification_channels" {
  description = "Cloud Monitoring channels that alerts go to."
  type        = list(string)
  default     = []
}

variable "deletion_protection" {
  description = "Whether database, services and bucket resist 'terraform destroy'."
  type        = bool
  default     = true
}
