// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * What Terraform would make. Values that the cloud would compute are made up by the stand-ins of
 * the providers: a text is {@code TYPE[NAME].ATTRIBUTE}.
 */
final class Plan {
  private final List<Resource> resources;

  /**
   * @param json what {@code terraform show -json} prints
   */
  Plan(JsonNode json) {
    resources =
        StreamSupport.stream(
                json.required("planned_values")
                    .required("root_module")
                    .required("resources")
                    .spliterator(),
                false)
            .filter(resource -> resource.required("mode").asText().equals("managed"))
            .map(Resource::of)
            .toList();
  }

  List<Resource> resources() {
    return resources;
  }

  List<Resource> ofType(String type) {
    return resources.stream().filter(resource -> resource.type().equals(type)).toList();
  }

  /**
   * One resource.
   *
   * @param key its key where there is one for each of something, else empty
   */
  record Resource(String type, String name, String key, JsonNode values) {
    private static Resource of(JsonNode json) {
      return new Resource(
          json.required("type").asText(),
          json.required("name").asText(),
          json.path("index").asText(),
          json.required("values"));
    }

    /** A value at a JSON pointer, as text; empty if there is none. */
    String text(String pointer) {
      return values.at(pointer).asText();
    }
  }
}
