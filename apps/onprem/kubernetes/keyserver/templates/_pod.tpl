{{/*
SPDX-FileCopyrightText: The Exposure Notifications key server authors
SPDX-License-Identifier: Apache-2.0
*/}}
{{/*
A pod's metadata and spec: of every component the same, but for what is handed in.
root, component (whose account, environment and resources), label (of the pod, app.kubernetes.io/component),
containers (a list of name and arguments), server (whether it listens), configuration (whether that file is wanted), restart
*/}}
{{- define "keyserver.pod" -}}
{{- $component := index .root.Values .component -}}
metadata:
  labels:
    {{- with $component.podLabels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
    {{- include "keyserver.labels" .root | nindent 4 }}
    app.kubernetes.io/component: {{ .label }}
  annotations:
    {{- with $component.podAnnotations }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
    checksum/environment: {{ include "keyserver.component.environment" . | sha256sum }}
spec:
  serviceAccountName: {{ include "keyserver.fullname" .root }}-{{ .component }}
  # what a cloud or Vault needs is mounted for it alone
  automountServiceAccountToken: false
  # variables of other services, such as DB_PORT of one that is called db, would be taken for settings
  enableServiceLinks: false
  terminationGracePeriodSeconds: 30
  {{- with .restart }}
  restartPolicy: {{ . }}
  {{- end }}
  {{- with .root.Values.image.pullSecrets }}
  imagePullSecrets: {{- toYaml . | nindent 4 }}
  {{- end }}
  securityContext:
    runAsNonRoot: true
    runAsUser: 65532
    runAsGroup: 65532
    fsGroup: 65532
    # keys are closed to the group, and have to stay so
    fsGroupChangePolicy: OnRootMismatch
    seccompProfile:
      type: RuntimeDefault
  containers:
    {{- $pod := . }}
    {{- range .containers }}
    - name: {{ .name }}
      image: {{ include "keyserver.image" $pod.root | quote }}
      imagePullPolicy: {{ $pod.root.Values.image.pullPolicy }}
      args: {{ toJson .arguments }}
      envFrom:
        - configMapRef:
            name: {{ include "keyserver.fullname" $pod.root }}-{{ $pod.component }}
      {{- with include "keyserver.component.secretEnvironment" $pod | trim }}
      env:
        {{- . | nindent 8 }}
      {{- end }}
      resources: {{- toYaml $component.resources | nindent 8 }}
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        capabilities:
          drop: [ALL]
      {{- if $pod.server }}
      {{- include "keyserver.probes" . | nindent 6 }}
      {{- end }}
      volumeMounts:
        {{- include "keyserver.volumeMounts" $pod | nindent 8 }}
    {{- end }}
  volumes:
    {{- include "keyserver.volumes" . | nindent 4 }}
  {{- if .server }}
  topologySpreadConstraints:
    {{- range list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
    - topologyKey: {{ . }}
      maxSkew: 1
      whenUnsatisfiable: {{ $pod.root.Values.scheduling.whenUnsatisfiable }}
      labelSelector:
        matchLabels:
          {{- include "keyserver.selector" $pod.root | nindent 10 }}
          app.kubernetes.io/component: {{ $pod.label }}
      matchLabelKeys: [pod-template-hash]
    {{- end }}
  {{- end }}
  {{- with .root.Values.scheduling }}
  {{- with .nodeSelector }}
  nodeSelector: {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .tolerations }}
  tolerations: {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .affinity }}
  affinity: {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .priorityClassName }}
  priorityClassName: {{ . }}
  {{- end }}
  {{- end }}
{{- end }}

{{- define "keyserver.probes" -}}
ports:
  - name: http
    containerPort: 8080
startupProbe:
  httpGet: {path: /health/live, port: http}
  periodSeconds: 1
  failureThreshold: 90
# asks the database, for 2 s at most
readinessProbe:
  httpGet: {path: /health, port: http}
  periodSeconds: 5
  timeoutSeconds: 4
  failureThreshold: 2
# asks nobody: a restart mends no database
livenessProbe:
  httpGet: {path: /health/live, port: http}
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 3
lifecycle:
  # no more connections come once every node knows; then the server finishes what it has, for 8 s at most
  preStop:
    sleep: {seconds: 8}
{{- end }}
