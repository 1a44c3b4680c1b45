// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.security.SecureRandomSpi;
import java.util.SplittableRandom;

/** Randomness that repeats itself, where the server asks for secure randomness. */
final class SimulatedRandom extends SecureRandom {
  private static final long serialVersionUID = 1;

  SimulatedRandom(Dice dice) {
    super(new Sequence(dice.sequence()), null);
  }

  private static final class Sequence extends SecureRandomSpi {
    private static final long serialVersionUID = 1;

    private final transient SplittableRandom random;

    Sequence(SplittableRandom random) {
      this.random = random;
    }

    @Override
    protected void engineSetSeed(byte[] seed) {
      // the seed of the run decides
    }

    @Override
    protected void engineNextBytes(byte[] bytes) {
      random.nextBytes(bytes);
    }

    @Override
    protected byte[] engineGenerateSeed(int length) {
      return ByteBuffer.allocate(length).putInt(0, random.nextInt()).array();
    }
  }
}
