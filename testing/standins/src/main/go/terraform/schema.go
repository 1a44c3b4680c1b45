// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0

package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// A member of a resource as schema.js tells it: an attribute of a type, or others nested in it.
type member struct {
	Type     any // a name, or a list of "list", "set" or "map" and the type of its elements
	Kind     string
	Of       map[string]member
	Block    bool
	Required bool
	Optional bool
	Computed bool
}

func readSchema(file string) (*tfprotov6.GetProviderSchemaResponse, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var read struct {
		Provider    map[string]member
		Resources   map[string]map[string]member
		DataSources map[string]map[string]member `json:"data_sources"`
	}
	if err := json.Unmarshal(text, &read); err != nil {
		return nil, err
	}
	return &tfprotov6.GetProviderSchemaResponse{
		Provider:          &tfprotov6.Schema{Block: block(read.Provider)},
		ResourceSchemas:   schemas(read.Resources),
		DataSourceSchemas: schemas(read.DataSources),
	}, nil
}

func schemas(resources map[string]map[string]member) map[string]*tfprotov6.Schema {
	result := map[string]*tfprotov6.Schema{}
	for name, members := range resources {
		result[name] = &tfprotov6.Schema{Block: block(members)}
	}
	return result
}

func block(members map[string]member) *tfprotov6.SchemaBlock {
	result := &tfprotov6.SchemaBlock{}
	for _, name := range slices.Sorted(maps.Keys(members)) {
		m := members[name]
		if m.Block {
			result.BlockTypes = append(result.BlockTypes, m.blockType(name))
		} else {
			result.Attributes = append(result.Attributes, m.attribute(name))
		}
	}
	return result
}

func (m member) blockType(name string) *tfprotov6.SchemaNestedBlock {
	nested := &tfprotov6.SchemaNestedBlock{TypeName: name, Block: block(m.Of)}
	if m.Required {
		nested.MinItems = 1
	}
	switch m.Kind {
	case "single":
		// most vendors have a list of at most one
		nested.Nesting, nested.MaxItems = tfprotov6.SchemaNestedBlockNestingModeList, 1
		if name == "timeouts" {
			nested.Nesting, nested.MaxItems = tfprotov6.SchemaNestedBlockNestingModeSingle, 0
		}
	case "set":
		nested.Nesting = tfprotov6.SchemaNestedBlockNestingModeSet
	default:
		nested.Nesting = tfprotov6.SchemaNestedBlockNestingModeList
	}
	return nested
}

func (m member) attribute(name string) *tfprotov6.SchemaAttribute {
	return &tfprotov6.SchemaAttribute{
		Name:     name,
		Type:     m.asType(),
		Required: m.Required,
		Optional: m.Optional,
		// Terraform does not take an attribute that nobody sets
		Computed: m.Computed || !m.Required && !m.Optional,
	}
}

func (m member) asType() tftypes.Type {
	if m.Of == nil {
		return typeOf(m.Type)
	}
	attributes, optional := map[string]tftypes.Type{}, map[string]struct{}{}
	for name, part := range m.Of {
		attributes[name] = part.asType()
		if !part.Required {
			optional[name] = struct{}{}
		}
	}
	object := tftypes.Object{AttributeTypes: attributes}
	switch m.Kind {
	case "set":
		return tftypes.Set{ElementType: object}
	case "map":
		return tftypes.Map{ElementType: object}
	case "single":
		return object
	}
	return tftypes.List{ElementType: object}
}

func typeOf(described any) tftypes.Type {
	switch t := described.(type) {
	case string:
		switch t {
		case "string":
			return tftypes.String
		case "number":
			return tftypes.Number
		case "bool":
			return tftypes.Bool
		case "dynamic":
			return tftypes.DynamicPseudoType
		}
	case []any:
		element := typeOf(t[1])
		switch t[0] {
		case "list":
			return tftypes.List{ElementType: element}
		case "set":
			return tftypes.Set{ElementType: element}
		case "map":
			return tftypes.Map{ElementType: element}
		}
	}
	panic(fmt.Sprintf("no type: %v", described))
}
