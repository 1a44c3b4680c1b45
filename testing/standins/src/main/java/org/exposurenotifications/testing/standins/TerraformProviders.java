// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.standins;

import java.nio.file.Path;

/**
 * Stand-ins for the providers of Google Cloud, AWS, Azure and random values. They have the vendors'
 * schemas, so that Terraform validates against those, and they plan with made-up values for what a
 * vendor would compute; they can make nothing and reach nobody.
 */
public final class TerraformProviders {
  private TerraformProviders() {}

  /**
   * A {@code filesystem_mirror} of Terraform's CLI configuration. The first time on a machine it is
   * made, in a minute or two. Where Terraform, Go or npm is not installed the test that asked is
   * aborted, and a line says why; with {@code CI=true} in the environment it fails.
   */
  public static Path mirror() {
    return ToolCache.ofThisMachine().folder(Recipes.TERRAFORM_PROVIDERS).resolve("mirror");
  }
}
