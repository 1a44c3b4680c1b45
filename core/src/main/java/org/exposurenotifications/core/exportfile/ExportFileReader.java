// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.exportfile;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.DiscardUnknownFieldsParser;
import com.google.protobuf.Parser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.exposurenotifications.core.exportfile.proto.TEKSignatureList;
import org.exposurenotifications.core.exportfile.proto.TemporaryExposureKeyExport;
import org.exposurenotifications.ports.Bytes;

/**
 * Reads export files from anywhere (export-and-operations.md 6.5, verification-and-phone.md 14.4)
 * and trusts none: sizes are limited, and each archive holds exactly two entries, in any order.
 * Thread-safe.
 */
public final class ExportFileReader {
  private static final long LATEST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

  /** Fields that are unknown here would be kept, each larger than on the wire. */
  private static final Parser<TemporaryExposureKeyExport> FILE =
      DiscardUnknownFieldsParser.wrap(TemporaryExposureKeyExport.parser());

  private static final Parser<TEKSignatureList> SIGNATURES =
      DiscardUnknownFieldsParser.wrap(TEKSignatureList.parser());

  private final ReadLimits limits;

  public ExportFileReader(ReadLimits limits) {
    this.limits = limits;
  }

  /**
   * Reads to the end, or to the limit.
   *
   * @param in is not closed
   * @throws IOException only if {@code in} threw it
   */
  public ReadOutcome read(InputStream in) throws IOException {
    return read(in.readNBytes(limits.archiveBytes() + 1));
  }

  public ReadOutcome read(Bytes archive) {
    return read(archive.toByteArray());
  }

  private ReadOutcome read(byte[] archive) {
    if (archive.length > limits.archiveBytes()) {
      return new ReadOutcome.Refused(
          "the archive is longer than " + limits.archiveBytes() + " bytes");
    }
    try {
      Map<String, byte[]> entries = entries(archive);
      byte[] bin = entry(entries, Format.BIN);
      byte[] sig = entry(entries, Format.SIG);
      requireFewKeys(bin);
      return new ReadOutcome.Read(parse(bin, sig));
    } catch (Refusal e) {
      return new ReadOutcome.Refused(e.reason);
    } catch (IOException | IllegalArgumentException _) {
      return new ReadOutcome.Refused("the archive is damaged, or what is in it");
    }
  }

  private Map<String, byte[]> entries(byte[] archive) throws IOException {
    Map<String, byte[]> entries = new HashMap<>();
    // Latin-1 takes any bytes for a name; which names are good is looked at below
    try (ZipInputStream zip =
        new ZipInputStream(new ByteArrayInputStream(archive), StandardCharsets.ISO_8859_1)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entries.put(entry.getName(), content(entry.getName(), zip)) != null) {
          throw new Refusal("the archive holds two entries of one name");
        }
      }
    }
    return entries;
  }

  private byte[] content(String name, InputStream content) throws IOException {
    int limit =
        switch (name) {
          case Format.BIN -> limits.binBytes();
          case Format.SIG -> limits.sigBytes();
          default -> throw new Refusal("the archive holds an entry that does not belong there");
        };
    byte[] bytes = content.readNBytes(limit + 1);
    if (bytes.length > limit) {
      throw new Refusal(name + " is longer than " + limit + " bytes");
    }
    return bytes;
  }

  private static byte[] entry(Map<String, byte[]> entries, String name) throws Refusal {
    byte[] entry = entries.get(name);
    if (entry == null) {
      throw new Refusal("the archive holds no " + name);
    }
    return entry;
  }

  private void requireFewKeys(byte[] bin) throws IOException {
    if (KeyCount.isAbove(limits.keys(), message(bin))) {
      throw new Refusal("export.bin holds more than " + limits.keys() + " keys");
    }
  }

  private static CodedInputStream message(byte[] bin) throws Refusal {
    int begin = Format.MAGIC_LENGTH;
    if (bin.length < begin || !Arrays.equals(bin, 0, begin, Format.magic(), 0, begin)) {
      throw new Refusal("export.bin does not begin as an export file of version 1");
    }
    return CodedInputStream.newInstance(bin, begin, bin.length - begin);
  }

  private static ExportFile parse(byte[] bin, byte[] sig) throws IOException {
    TemporaryExposureKeyExport message = FILE.parseFrom(message(bin));
    TEKSignatureList signatures = SIGNATURES.parseFrom(sig);
    return new ExportFile(
        header(message),
        message.getBatchNum(),
        message.getBatchSize(),
        message.getSignatureInfosList().stream().map(Messages::signer).toList(),
        message.getKeysList().stream().map(Messages::key).toList(),
        message.getRevisedKeysList().stream().map(Messages::key).toList(),
        signatures.getSignaturesList().stream().map(Messages::signature).toList(),
        Bytes.of(Format.sha256().digest(bin)));
  }

  private static ExportFileHeader header(TemporaryExposureKeyExport message) throws Refusal {
    long start = message.getStartTimestamp();
    long end = message.getEndTimestamp();
    if (start < 0 || end <= start || end > LATEST) {
      throw new Refusal("the start and end of the file are not a span of time");
    }
    return new ExportFileHeader(
        Instant.ofEpochSecond(start), Instant.ofEpochSecond(end), message.getRegion());
  }

  /** Ends the reading; a subtype of what reading throws anyway. */
  private static final class Refusal extends IOException {
    private final String reason;

    Refusal(String reason) {
      super(reason);
      this.reason = reason;
    }
  }
}
