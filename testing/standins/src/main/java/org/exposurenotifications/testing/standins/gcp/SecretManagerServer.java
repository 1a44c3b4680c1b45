// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.standins.gcp;

import com.google.cloud.secretmanager.v1.AccessSecretVersionRequest;
import com.google.cloud.secretmanager.v1.AccessSecretVersionResponse;
import com.google.cloud.secretmanager.v1.AddSecretVersionRequest;
import com.google.cloud.secretmanager.v1.CreateSecretRequest;
import com.google.cloud.secretmanager.v1.DestroySecretVersionRequest;
import com.google.cloud.secretmanager.v1.DisableSecretVersionRequest;
import com.google.cloud.secretmanager.v1.ListSecretsRequest;
import com.google.cloud.secretmanager.v1.ListSecretsResponse;
import com.google.cloud.secretmanager.v1.Secret;
import com.google.cloud.secretmanager.v1.SecretManagerServiceGrpc;
import com.google.cloud.secretmanager.v1.SecretPayload;
import com.google.cloud.secretmanager.v1.SecretVersion;
import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Secret Manager in memory, as its public documentation describes version 1 of the interface. */
final class SecretManagerServer extends SecretManagerServiceGrpc.SecretManagerServiceImplBase {
  private static final String VERSIONS = "/versions/";

  /** The versions of each secret, the first of them number 1. */
  private final Map<String, List<Held>> secrets = new ConcurrentHashMap<>();

  private record Held(SecretVersion.State state, ByteString data) {}

  void plant(String name, String value) {
    List<Held> versions = secrets.computeIfAbsent(name, _ -> new ArrayList<>());
    synchronized (versions) {
      versions.add(new Held(SecretVersion.State.ENABLED, ByteString.copyFromUtf8(value)));
    }
  }

  @Override
  public void listSecrets(ListSecretsRequest request, StreamObserver<ListSecretsResponse> caller) {
    GrpcAnswer.to(
        caller,
        () ->
            ListSecretsResponse.newBuilder()
                .addAllSecrets(
                    secrets.keySet().stream()
                        .filter(name -> name.startsWith(request.getParent() + "/"))
                        .map(name -> Secret.newBuilder().setName(name).build())
                        .toList())
                .build());
  }

  @Override
  public void createSecret(CreateSecretRequest request, StreamObserver<Secret> caller) {
    String name = request.getParent() + "/secrets/" + request.getSecretId();
    GrpcAnswer.to(
        caller,
        () -> {
          boolean isNew = secrets.putIfAbsent(name, new ArrayList<>()) == null;
          GrpcAnswer.require(isNew, Status.ALREADY_EXISTS, name + " already exists.");
          return Secret.newBuilder().setName(name).build();
        });
  }

  @Override
  public void addSecretVersion(
      AddSecretVersionRequest request, StreamObserver<SecretVersion> caller) {
    GrpcAnswer.to(
        caller,
        () -> {
          List<Held> versions = versionsOf(request.getParent());
          synchronized (versions) {
            versions.add(new Held(SecretVersion.State.ENABLED, request.getPayload().getData()));
            return described(request.getParent(), versions.size(), versions.getLast());
          }
        });
  }

  @Override
  public void accessSecretVersion(
      AccessSecretVersionRequest request, StreamObserver<AccessSecretVersionResponse> caller) {
    GrpcAnswer.to(
        caller,
        () -> {
          String secret = secretOf(request.getName());
          List<Held> versions = versionsOf(secret);
          synchronized (versions) {
            int number = number(request.getName(), versions);
            Held held = versions.get(number - 1);
            String name = secret + VERSIONS + number;
            GrpcAnswer.require(
                held.state() == SecretVersion.State.ENABLED,
                Status.FAILED_PRECONDITION,
                "Secret Version [" + name + "] is in " + held.state() + " state.");
            return AccessSecretVersionResponse.newBuilder()
                .setName(name)
                .setPayload(
                    SecretPayload.newBuilder()
                        .setData(held.data())
                        .setDataCrc32C(Crc32c.of(held.data()).getValue()))
                .build();
          }
        });
  }

  @Override
  public void disableSecretVersion(
      DisableSecretVersionRequest request, StreamObserver<SecretVersion> caller) {
    change(request.getName(), SecretVersion.State.DISABLED, caller);
  }

  @Override
  public void destroySecretVersion(
      DestroySecretVersionRequest request, StreamObserver<SecretVersion> caller) {
    change(request.getName(), SecretVersion.State.DESTROYED, caller);
  }

  private void change(
      String name, SecretVersion.State state, StreamObserver<SecretVersion> caller) {
    GrpcAnswer.to(
        caller,
        () -> {
          List<Held> versions = versionsOf(secretOf(name));
          synchronized (versions) {
            int number = number(name, versions);
            Held held = versions.get(number - 1);
            boolean lost = state == SecretVersion.State.DESTROYED;
            versions.set(number - 1, new Held(state, lost ? ByteString.EMPTY : held.data()));
            return described(secretOf(name), number, versions.get(number - 1));
          }
        });
  }

  private List<Held> versionsOf(String secret) {
    return GrpcAnswer.present(Optional.ofNullable(secrets.get(secret)), "Secret [" + secret + "]");
  }

  private static String secretOf(String version) {
    return version.substring(0, version.indexOf(VERSIONS));
  }

  private static int number(String version, List<Held> versions) {
    String asked = version.substring(version.indexOf(VERSIONS) + VERSIONS.length());
    int number = asked.equals("latest") ? versions.size() : Integer.parseInt(asked);
    GrpcAnswer.require(
        number >= 1 && number <= versions.size(),
        Status.NOT_FOUND,
        "Secret Version [" + version + "] not found.");
    return number;
  }

  private static SecretVersion described(String secret, int number, Held held) {
    return SecretVersion.newBuilder()
        .setName(secret + VERSIONS + number)
        .setState(held.state())
        .build();
  }
}
