# SPDX-FileCopyrightText: The Exposure Notifications key server authors
# SPDX-License-Identifier: Apache-2.0
#
# Files are for everybody, and fetched through Cloud CDN, which keeps each as long as its Cache-Control says:
# files for a day, the index not at all.

resource "google_storage_bucket" "exports" {
  name                        = "${var.project}-exports"
  location                    = var.region
  uniform_bucket_level_access = true
  force_destroy               = !var.deletion_protection

  # what cleanup removes is gone, and stays nowhere else
  versioning {
    enabled = false
  }
  soft_delete_policy {
    retention_duration_seconds = 0
  }

  dynamic "encryption" {
    for_each = var.encryption_key[*]
    content {
      default_kms_key_name = encryption.value
    }
  }
}

# to read an object whose name is known, and not to list them
resource "google_storage_bucket_iam_member" "everybody" {
  bucket = google_storage_bucket.exports.name
  role   = "roles/storage.legacyObjectReader"
  member = "allUsers"
}

resource "google_compute_backend_bucket" "exports" {
  name             = "keyserver-exports"
  bucket_name      = google_storage_bucket.exports.name
  enable_cdn       = true
  compression_mode = "DISABLED"

  cdn_policy {
    cache_mode         = "USE_ORIGIN_HEADERS"
    request_coalescing = true
    negative_caching   = true
    negative_caching_policy {
      code = 404
      ttl  = 10
    }
  }
}
