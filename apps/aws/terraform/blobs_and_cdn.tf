# SPDX-FileCopyrightText: The Exposure Notifications key server authors
# SPDX-License-Identifier: Apache-2.0
#
# The bucket is closed to all but CloudFront, which keeps each file as long as its Cache-Control says:
# files for a day, the index not at all.

resource "aws_s3_bucket" "exports" {
  bucket        = "keyserver-exports-${data.aws_caller_identity.this.account_id}-${var.region}"
  force_destroy = !var.deletion_protection
}

resource "aws_s3_bucket_public_access_block" "exports" {
  bucket                  = aws_s3_bucket.exports.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "exports" {
  bucket = aws_s3_bucket.exports.id
  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "exports" {
  bucket = aws_s3_bucket.exports.id
  rule {
    bucket_key_enabled = var.encryption_key != null
    apply_server_side_encryption_by_default {
      sse_algorithm     = var.encryption_key == null ? "AES256" : "aws:kms"
      kms_master_key_id = var.encryption_key
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "exports" {
  bucket = aws_s3_bucket.exports.id
  rule {
    id     = "parts that a worker left behind"
    status = "Enabled"
    filter {}
    abort_incomplete_multipart_upload {
      days_after_initiation = 1
    }
  }
}

resource "aws_s3_bucket_policy" "exports" {
  bucket = aws_s3_bucket.exports.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { Service = "cloudfront.amazonaws.com" }
        Action    = "s3:GetObject"
        Resource  = "${aws_s3_bucket.exports.arn}/*"
        Condition = { StringEquals = { "AWS:SourceArn" = aws_cloudfront_distribution.exports.arn } }
      },
      {
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = [aws_s3_bucket.exports.arn, "${aws_s3_bucket.exports.arn}/*"]
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
  })
  depends_on = [aws_s3_bucket_public_access_block.exports]
}

resource "aws_cloudfront_origin_access_control" "exports" {
  name                              = "keyserver-exports"
  origin_access_control_origin_type = "s3"
  signing_behavior                  = "always"
  signing_protocol                  = "sigv4"
}

# the file's own Cache-Control decides, from not at all to a day
resource "aws_cloudfront_cache_policy" "exports" {
  name        = "keyserver-exports"
  min_ttl     = 0
  default_ttl = 0
  max_ttl     = 86400

  parameters_in_cache_key_and_forwarded_to_origin {
    cookies_config {
      cookie_behavior = "none"
    }
    headers_config {
      header_behavior = "none"
    }
    query_strings_config {
      query_string_behavior = "none"
    }
  }
}

resource "aws_cloudfront_distribution" "exports" {
  enabled         = true
  is_ipv6_enabled = true
  http_version    = "http2and3"
  aliases         = [for exports in var.exports[*] : exports.domain]

  origin {
    origin_id                = "exports"
    domain_name              = aws_s3_bucket.exports.bucket_regional_domain_name
    origin_access_control_id = aws_cloudfront_origin_access_control.exports.id
  }

  default_cache_behavior {
    target_origin_id       = "exports"
    viewer_protocol_policy = "https-only"
    allowed_methods        = ["GET", "HEAD"]
    cached_methods         = ["GET", "HEAD"]
    cache_policy_id        = aws_cloudfront_cache_policy.exports.id
  }

  # what S3 answers for what is not there, as nobody may list
  custom_error_response {
    error_code            = 403
    error_caching_min_ttl = 10
  }

  viewer_certificate {
    cloudfront_default_certificate = var.exports == null
    acm_certificate_arn            = one([for exports in var.exports[*] : exports.certificate])
    ssl_support_method             = var.exports == null ? null : "sni-only"
    minimum_protocol_version       = var.exports == null ? null : "TLSv1.2_2021"
  }

  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }
}
