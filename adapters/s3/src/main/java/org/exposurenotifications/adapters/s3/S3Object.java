// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.s3;

import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.blob.BlobAttributes;
import org.exposurenotifications.ports.blob.BlobName;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * The requests that make an object. Each body goes with its MD5, so that S3 refuses what was
 * damaged on the way.
 */
record S3Object(S3Client client, BlobName name, BlobAttributes attributes) {
  /** Stores the first {@code length} bytes as the whole object. */
  void put(byte[] bytes, int length) {
    ask(
        "s3:PutObject",
        () ->
            client.putObject(
                request ->
                    request
                        .bucket(name.bucket())
                        .key(name.name())
                        .contentType(attributes.contentType())
                        .cacheControl(attributes.cacheControl())
                        .contentMD5(md5(bytes, length)),
                body(bytes, length)));
  }

  /** Returns the id of an upload in parts. */
  String begin() {
    return ask(
            "s3:PutObject",
            () ->
                client.createMultipartUpload(request ->
                    request
                        .bucket(name.bucket())
                        .key(name.name())
                        .contentType(attributes.contentType())
                        .cacheControl(attributes.cacheControl())))
        .uploadId();
  }

  /** Stores the first {@code length} bytes as the part of that number, from 1. */
  CompletedPart putPart(String upload, int number, byte[] bytes, int length) {
    String tag =
        ask(
                "s3:PutObject",
                () ->
                    client.uploadPart(
                        request ->
                            request
                                .bucket(name.bucket())
                                .key(name.name())
                                .uploadId(upload)
                                .partNumber(number)
                                .contentMD5(md5(bytes, length)),
                        body(bytes, length)))
            .eTag();
    return CompletedPart.builder().partNumber(number).eTag(tag).build();
  }

  /** Makes the parts the object. */
  void complete(String upload, List<CompletedPart> parts) {
    ask(
        "s3:PutObject",
        () ->
            client.completeMultipartUpload(request ->
                request
                    .bucket(name.bucket())
                    .key(name.name())
                    .uploadId(upload)
                    .multipartUpload(all -> all.parts(parts))));
  }

  /** Throws the parts away. */
  void abort(String upload) {
    ask(
        "s3:AbortMultipartUpload",
        () ->
            client.abortMultipartUpload(
                request -> request.bucket(name.bucket()).key(name.name()).uploadId(upload)));
  }

  private <T> T ask(String permission, Supplier<T> request) {
    try {
      return request.get();
    } catch (SdkException e) {
      throw S3Failure.of("store", permission, name, e);
    }
  }

  /** Not a copy; each attempt reads it from its beginning. */
  private RequestBody body(byte[] bytes, int length) {
    return RequestBody.fromContentProvider(
        () -> new ByteArrayInputStream(bytes, 0, length), length, attributes.contentType());
  }

  private static String md5(byte[] bytes, int length) {
    try {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      digest.update(bytes, 0, length);
      return Base64.getEncoder().encodeToString(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new PortFailure.Permanent("S3 asks for MD5, which this Java does not have", e);
    }
  }
}
