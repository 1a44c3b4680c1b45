# SPDX-FileCopyrightText: The Exposure Notifications key server authors
# SPDX-License-Identifier: Apache-2.0

variable "subscription" {
  description = "Id of the subscription."
  type        = string
}

variable "name" {
  description = "3 to 16 lower-case letters and digits that nobody else in Azure uses: names of vault, storage account and front door begin with it."
  type        = string
  validation {
    condition     = can(regex("^[a-z][a-z0-9]{2,15}$", var.name))
    error_message = "3 to 16 lower-case letters and digits."
  }
}

variable "image" {
  description = "The server's image with its digest: REGISTRY.azurecr.io/keyserver@sha256:…"
  type        = string
}

variable "registry" {
  description = "Resource id of the container registry that the image is in, and its server, REGISTRY.azurecr.io."
  type        = object({ id = string, server = string })
}

variable "database_ca_file" {
  description = "Path of the roots that Azure Database's certificates chain up to, as PEM: DigiCert Global Root G2 and Microsoft RSA Root Certificate Authority 2017."
  type        = string
}

variable "location" {
  description = "Where everything runs."
  type        = string
  default     = "westeurope"
}

variable "domain" {
  description = "Host name that phones upload to and fetch from; Front Door's own name without. Its records are the outputs 'address' and 'domain_proof'."
  type        = string
  default     = null
}

variable "configuration" {
  description = "What is registered: the text of a file for 'keyserver config apply', up to 25 KB. The job 'configure' applies it."
  type        = string
  default     = null
}

variable "environment" {
  description = "Further settings by role (publish, export, cleanup, migrate); 'all' is for every role. See docs/operations/configuration.md. Secrets that these name need a grant of yours."
  type        = map(map(string))
  default     = {}
}

variable "instances" {
  description = "How many publish replicas run at least and at most."
  type        = object({ least = number, most = number })
  default     = { least = 2, most = 10 }
}

variable "database" {
  description = "Size of the database, whether a standby takes over when a zone fails, MiB of disk, and how many days can be gone back."
  type        = object({ sku = string, standby = bool, disk = number, days = number })
  default     = { sku = "GP_Standard_D2ds_v5", standby = true, disk = 65536, days = 7 }
}

variable "database_auth" {
  description = "PASSWORD: all roles share the tables' owner. IAM: each has a user of its own and no password; see docs/operations/azure.md for the users that have to be made before."
  type        = string
  default     = "PASSWORD"
  validation {
    condition     = contains(["PASSWORD", "IAM"], var.database_auth)
    error_message = "PASSWORD or IAM."
  }
}

variable "database_administrator" {
  description = "Object id and name of the person or group that makes the database's users, with database_auth = IAM."
  type        = object({ id = string, name = string, type = string })
  default     = null
}

variable "action_groups" {
  description = "Ids of the monitor action groups that alerts go to."
  type        = list(string)
  default     = []
}
