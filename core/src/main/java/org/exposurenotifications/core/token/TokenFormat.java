// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.token;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.exposurenotifications.core.token.proto.RevisableKey;
import org.exposurenotifications.core.token.proto.RevisionTokenContent;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.exposure.IntervalNumber;
import org.exposurenotifications.ports.exposure.TemporaryExposureKey;

/**
 * The plaintext of a revision token (publish.md 6.5), filled up so that its length does not tell
 * how many keys it holds.
 */
final class TokenFormat {
  /** As many keys as an upload has at most, by default. */
  private static final int MIN_ENTRIES = 30;

  /** An entry has 29 bytes at most. */
  private static final int ENTRY_BYTES = 30;

  /** What readers discard. */
  private static final RevisableKey DUMMY =
      RevisableKey.newBuilder()
          .setKeyData(ByteString.copyFrom(new byte[TemporaryExposureKey.LENGTH]))
          .build();

  private final int block;

  /**
   * @param minLength entries that every token has room for
   */
  TokenFormat(int minLength) {
    this.block = Math.max(minLength, MIN_ENTRIES) * ENTRY_BYTES;
  }

  /** Its length is a multiple of the same number for every list of entries. */
  byte[] encode(List<TokenEntry> entries) {
    RevisionTokenContent.Builder content = RevisionTokenContent.newBuilder();
    for (TokenEntry entry : entries) {
      RevisableKey key = revisable(entry.key());
      var _ = entry.stored() ? content.addKeys(key) : content.addMentioned(key);
    }
    Optional<Integer> filling = filling(gap(content));
    while (filling.isEmpty()) {
      content.addKeys(DUMMY);
      filling = filling(gap(content));
    }
    return content.setFilling(ByteString.copyFrom(new byte[filling.get()])).build().toByteArray();
  }

  /** The entries, those of stored keys first; empty if the bytes are something else. */
  static Optional<List<TokenEntry>> decode(byte[] plaintext) {
    try {
      RevisionTokenContent content = RevisionTokenContent.parseFrom(plaintext);
      return Optional.of(
          Stream.concat(
                  content.getKeysList().stream().flatMap(key -> entry(key, true).stream()),
                  content.getMentionedList().stream().flatMap(key -> entry(key, false).stream()))
              .toList());
    } catch (InvalidProtocolBufferException _) {
      return Optional.empty();
    }
  }

  private int gap(RevisionTokenContent.Builder content) {
    return Math.floorMod(-content.buildPartial().getSerializedSize(), block);
  }

  /**
   * How many bytes of filling close the gap, together with the field's tag of one byte and the
   * number's own length; empty for the few gaps that none closes.
   */
  private static Optional<Integer> filling(int gap) {
    if (gap == 0) {
      return Optional.of(0);
    }
    for (int bytes = gap - 2; bytes > 0 && bytes > gap - 7; bytes--) {
      if (1 + CodedOutputStream.computeUInt32SizeNoTag(bytes) + bytes == gap) {
        return Optional.of(bytes);
      }
    }
    return Optional.empty();
  }

  private static RevisableKey revisable(TemporaryExposureKey key) {
    return RevisableKey.newBuilder()
        .setKeyData(ByteString.copyFrom(key.keyData().toByteArray()))
        .setRollingStart(key.rollingStart().value())
        .setRollingPeriod(key.rollingPeriod())
        .build();
  }

  private static Optional<TokenEntry> entry(RevisableKey key, boolean stored) {
    if (key.getKeyData().size() != TemporaryExposureKey.LENGTH
        || key.getRollingStart() < 0
        || key.getRollingPeriod() < 1
        || key.getRollingPeriod() > IntervalNumber.PER_DAY) {
      return Optional.empty();
    }
    return Optional.of(
        new TokenEntry(
            new TemporaryExposureKey(
                Bytes.of(key.getKeyData().toByteArray()),
                new IntervalNumber(key.getRollingStart()),
                key.getRollingPeriod()),
            stored));
  }
}
