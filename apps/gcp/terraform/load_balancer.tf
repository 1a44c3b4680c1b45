# SPDX-FileCopyrightText: The Exposure Notifications key server authors
# SPDX-License-Identifier: Apache-2.0
#
# One address, two host names: uploads go to the service, everything else to the files. There is no HTTP.

resource "google_compute_global_address" "this" {
  name       = "keyserver"
  depends_on = [google_project_service.needed]
}

resource "google_compute_managed_ssl_certificate" "this" {
  name = "keyserver"
  managed {
    domains = [var.publish_domain, var.exports_domain]
  }
}

resource "google_compute_ssl_policy" "this" {
  name            = "keyserver"
  profile         = "MODERN"
  min_tls_version = "TLS_1_2"
}

resource "google_compute_region_network_endpoint_group" "publish" {
  name                  = "keyserver-publish"
  region                = var.region
  network_endpoint_type = "SERVERLESS"
  cloud_run {
    service = google_cloud_run_v2_service.role["publish"].name
  }
}

resource "google_compute_backend_service" "publish" {
  name                  = "keyserver-publish"
  load_balancing_scheme = "EXTERNAL_MANAGED"
  protocol              = "HTTPS"
  backend {
    group = google_compute_region_network_endpoint_group.publish.id
  }
}

resource "google_compute_url_map" "this" {
  name            = "keyserver"
  default_service = google_compute_backend_bucket.exports.id

  host_rule {
    hosts        = [var.publish_domain]
    path_matcher = "publish"
  }

  path_matcher {
    name            = "publish"
    default_service = google_compute_backend_service.publish.id
  }
}

resource "google_compute_target_https_proxy" "this" {
  name             = "keyserver"
  url_map          = google_compute_url_map.this.id
  ssl_certificates = [google_compute_managed_ssl_certificate.this.id]
  ssl_policy       = google_compute_ssl_policy.this.id
}

resource "google_compute_global_forwarding_rule" "this" {
  name                  = "keyserver"
  load_balancing_scheme = "EXTERNAL_MANAGED"
  ip_address            = google_compute_global_address.this.id
  port_range            = "443"
  target                = google_compute_target_https_proxy.this.id
}
