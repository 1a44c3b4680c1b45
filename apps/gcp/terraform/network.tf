# SPDX-FileCopyrightText: The Exposure Notifications key server authors
# SPDX-License-Identifier: Apache-2.0
#
# Services reach the database by private addresses only; nothing reaches the services by them.

resource "google_compute_network" "this" {
  name                    = "keyserver"
  auto_create_subnetworks = false
  depends_on              = [google_project_service.needed]
}

resource "google_compute_subnetwork" "services" {
  name                     = "keyserver-services"
  network                  = google_compute_network.this.id
  region                   = var.region
  ip_cidr_range            = "10.0.0.0/22"
  private_ip_google_access = true
}

resource "google_compute_global_address" "database" {
  name          = "keyserver-database"
  network       = google_compute_network.this.id
  purpose       = "VPC_PEERING"
  address_type  = "INTERNAL"
  prefix_length = 20
}

resource "google_service_networking_connection" "database" {
  network                 = google_compute_network.this.id
  service                 = "servicenetworking.googleapis.com"
  reserved_peering_ranges = [google_compute_global_address.database.name]
}
