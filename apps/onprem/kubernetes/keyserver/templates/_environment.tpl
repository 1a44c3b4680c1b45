{{/*
SPDX-FileCopyrightText: The Exposure Notifications key server authors
SPDX-License-Identifier: Apache-2.0
*/}}
{{/* Environment variables. Takes a dict of root and component, here and in every template of the name keyserver.component.… */}}

{{/* The literal ones, references to the platform's secrets among them. */}}
{{- define "keyserver.component.environment" -}}
{{- $component := index .root.Values .component -}}
{{- $all := merge (dict) $component.environment .root.Values.environment (dict "PORT" "8080") -}}
{{- if .root.Values.vaultToken.enabled -}}
{{- $_ := set $all "VAULT_KUBERNETES_TOKEN_FILE" "/var/run/secrets/vault/token" -}}
{{- end -}}
{{- range $name, $value := $all }}
{{ $name }}: {{ $value | toString | quote }}
{{- end }}
{{- end }}

{{/* Those from Secrets. */}}
{{- define "keyserver.component.secretEnvironment" -}}
{{- $component := index .root.Values .component -}}
{{- range $name, $from := merge (dict) $component.secretEnvironment .root.Values.secretEnvironment }}
- name: {{ $name }}
  valueFrom:
    secretKeyRef:
      name: {{ $from.secret }}
      key: {{ $from.key }}
{{- end }}
{{- end }}

{{- define "keyserver.component.has" -}}
{{- $component := index .root.Values .component -}}
{{- if or (hasKey $component.environment .name) (hasKey .root.Values.environment .name) (hasKey $component.secretEnvironment .name) (hasKey .root.Values.secretEnvironment .name) -}}
true
{{- end -}}
{{- end }}
