{{/*
SPDX-FileCopyrightText: The Exposure Notifications key server authors
SPDX-License-Identifier: Apache-2.0
*/}}
{{/* Volumes of a pod, and where they are mounted; the parameters are those of keyserver.pod. */}}

{{- define "keyserver.volumes" -}}
- name: tmp
  emptyDir:
    medium: Memory
    sizeLimit: 64Mi
{{- range $name, $from := .root.Values.files }}
- name: file-{{ $name }}
  {{- if $from.secret }}
  secret:
    secretName: {{ $from.secret }}
    defaultMode: 0440
  {{- else }}
  configMap:
    name: {{ $from.configMap }}
  {{- end }}
{{- end }}
{{- if .root.Values.vaultToken.enabled }}
- name: vault-token
  projected:
    defaultMode: 0440
    sources:
      - serviceAccountToken:
          path: token
          audience: {{ .root.Values.vaultToken.audience }}
          expirationSeconds: 3600
{{- end }}
{{- if include "keyserver.component.wantsFiles" . }}
- name: files
  persistentVolumeClaim:
    claimName: {{ .root.Values.volumes.files }}
{{- end }}
{{- if include "keyserver.component.wantsKeys" . }}
- name: keys
  persistentVolumeClaim:
    claimName: {{ .root.Values.volumes.keys }}
{{- end }}
{{- if .configuration }}
- name: configuration
  configMap:
    name: {{ include "keyserver.fullname" .root }}-configuration
{{- end }}
{{- end }}

{{- define "keyserver.volumeMounts" -}}
- name: tmp
  mountPath: /tmp
{{- range $name, $_ := .root.Values.files }}
- name: file-{{ $name }}
  mountPath: /etc/keyserver/{{ $name }}
  readOnly: true
{{- end }}
{{- if .root.Values.vaultToken.enabled }}
- name: vault-token
  mountPath: /var/run/secrets/vault
  readOnly: true
{{- end }}
{{- if include "keyserver.component.wantsFiles" . }}
- name: files
  mountPath: /var/lib/keyserver/files
{{- end }}
{{- if include "keyserver.component.wantsKeys" . }}
- name: keys
  mountPath: /var/lib/keyserver/keys
{{- end }}
{{- if .configuration }}
- name: configuration
  mountPath: /etc/keyserver-configuration
  readOnly: true
{{- end }}
{{- end }}

{{- define "keyserver.component.wantsFiles" -}}
{{- if and .root.Values.volumes.files (has .component (list "export" "cleanup")) -}}
true
{{- end -}}
{{- end }}

{{- define "keyserver.component.wantsKeys" -}}
{{- if and .root.Values.volumes.keys (has .component (list "publish" "export" "setup")) -}}
true
{{- end -}}
{{- end }}
