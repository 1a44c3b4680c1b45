# SPDX-FileCopyrightText: The Exposure Notifications key server authors
# SPDX-License-Identifier: Apache-2.0
#
# One host name: /v1/* goes to the service, /exports/* to the files, which are kept at the edge as long as their
# Cache-Control says: files for a day, the index not at all.

resource "azurerm_cdn_frontdoor_profile" "this" {
  name                     = var.name
  resource_group_name      = azurerm_resource_group.this.name
  sku_name                 = "Standard_AzureFrontDoor"
  response_timeout_seconds = 60
}

resource "azurerm_cdn_frontdoor_endpoint" "this" {
  name                     = var.name
  cdn_frontdoor_profile_id = azurerm_cdn_frontdoor_profile.this.id
}

locals {
  origins = {
    publish = { host = azurerm_container_app.publish.ingress[0].fqdn, health = "/health", paths = ["/v1/*", "/health"], cached = false }
    exports = { host = azurerm_storage_account.exports.primary_blob_host, health = null, paths = ["/exports/*"], cached = true }
  }
}

resource "azurerm_cdn_frontdoor_origin_group" "this" {
  for_each                 = local.origins
  name                     = each.key
  cdn_frontdoor_profile_id = azurerm_cdn_frontdoor_profile.this.id

  load_balancing {}

  dynamic "health_probe" {
    for_each = each.value.health[*]
    content {
      protocol            = "Https"
      path                = health_probe.value
      request_type        = "GET"
      interval_in_seconds = 100
    }
  }
}

resource "azurerm_cdn_frontdoor_origin" "this" {
  for_each                       = local.origins
  name                           = each.key
  cdn_frontdoor_origin_group_id  = azurerm_cdn_frontdoor_origin_group.this[each.key].id
  enabled                        = true
  host_name                      = each.value.host
  origin_host_header             = each.value.host
  certificate_name_check_enabled = true
}

resource "azurerm_cdn_frontdoor_route" "this" {
  for_each                        = local.origins
  name                            = each.key
  cdn_frontdoor_endpoint_id       = azurerm_cdn_frontdoor_endpoint.this.id
  cdn_frontdoor_origin_group_id   = azurerm_cdn_frontdoor_origin_group.this[each.key].id
  cdn_frontdoor_origin_ids        = [azurerm_cdn_frontdoor_origin.this[each.key].id]
  cdn_frontdoor_custom_domain_ids = [for domain in azurerm_cdn_frontdoor_custom_domain.this : domain.id]
  link_to_default_domain          = var.domain == null
  patterns_to_match               = each.value.paths
  supported_protocols             = ["Https"]
  forwarding_protocol             = "HttpsOnly"
  https_redirect_enabled          = false

  dynamic "cache" {
    for_each = each.value.cached ? ["IgnoreQueryString"] : []
    content {
      query_string_caching_behavior = cache.value
    }
  }
}

resource "azurerm_cdn_frontdoor_custom_domain" "this" {
  for_each                 = toset(var.domain[*])
  name                     = "keyserver"
  cdn_frontdoor_profile_id = azurerm_cdn_frontdoor_profile.this.id
  host_name                = each.value

  tls {
    certificate_type = "ManagedCertificate"
  }
}

resource "azurerm_cdn_frontdoor_custom_domain_association" "this" {
  for_each                       = azurerm_cdn_frontdoor_custom_domain.this
  cdn_frontdoor_custom_domain_id = each.value.id
  cdn_frontdoor_route_ids        = [for route in azurerm_cdn_frontdoor_route.this : route.id]
}
