// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.terraform;

import java.util.List;
import java.util.Set;

/** Everything that a cloud's folder of Terraform has to pass. */
interface TerraformContract
    extends VariablesContract, PermissionsContract, SchedulesContract, PlanContract, PageContract {
  @Override
  TerraformModule module();

  @Override
  Set<Grant> granted();

  @Override
  List<String> page();
}
