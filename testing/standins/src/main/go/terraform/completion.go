// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0

package main

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// A resource, with what the vendor would compute made up, so that a plan shows where it goes: a text is
// "TYPE[NAME].ATTRIBUTE", a list has three elements. The rest is open: unknown in a plan, nothing where that may not be.
func completed(value *tfprotov6.DynamicValue, typeName string, schema *tfprotov6.Schema, open any) (*tfprotov6.DynamicValue, error) {
	whole := schema.ValueType()
	given, err := value.Unmarshal(whole)
	if err != nil || given.IsNull() {
		return value, err
	}
	filled, err := completion{open}.block(given, typeName, schema.Block)
	if err != nil {
		return nil, err
	}
	result, err := tfprotov6.NewDynamicValue(whole, filled)
	return &result, err
}

type completion struct{ open any }

func (c completion) block(given tftypes.Value, path string, block *tfprotov6.SchemaBlock) (tftypes.Value, error) {
	parts := map[string]tftypes.Value{}
	if !given.IsKnown() || given.IsNull() {
		return given, nil
	}
	if err := given.As(&parts); err != nil {
		return given, err
	}
	if name := nameIn(parts); name != "" {
		path += "[" + name + "]"
	}
	for _, attribute := range block.Attributes {
		if attribute.Computed && parts[attribute.Name].IsNull() {
			if attribute.Optional && attribute.Name != "id" {
				parts[attribute.Name] = tftypes.NewValue(attribute.Type, c.open)
			} else {
				parts[attribute.Name] = c.madeUp(attribute.Type, path+"."+attribute.Name)
			}
		}
	}
	for _, nested := range block.BlockTypes {
		completed, err := c.nested(parts[nested.TypeName], path, nested)
		if err != nil {
			return given, err
		}
		parts[nested.TypeName] = completed
	}
	return tftypes.NewValue(given.Type(), parts), nil
}

// What tells it from others of its type.
func nameIn(parts map[string]tftypes.Value) string {
	for _, key := range []string{"name", "account_id", "secret_id", "bucket", "title", "description"} {
		var name string
		if part, ok := parts[key]; ok && part.IsKnown() && part.As(&name) == nil && name != "" {
			return name
		}
	}
	return ""
}

func (c completion) nested(given tftypes.Value, path string, nested *tfprotov6.SchemaNestedBlock) (tftypes.Value, error) {
	path += "." + nested.TypeName
	if nested.Nesting == tfprotov6.SchemaNestedBlockNestingModeSingle || !given.IsKnown() || given.IsNull() {
		return given, nil
	}
	var elements []tftypes.Value
	if err := given.As(&elements); err != nil {
		return given, err
	}
	for i, element := range elements {
		completed, err := c.block(element, fmt.Sprintf("%s[%d]", path, i), nested.Block)
		if err != nil {
			return given, err
		}
		elements[i] = completed
	}
	return tftypes.NewValue(given.Type(), elements), nil
}

func (c completion) madeUp(of tftypes.Type, path string) tftypes.Value {
	switch t := of.(type) {
	case tftypes.List:
		elements := []tftypes.Value{}
		for i := range 3 {
			elements = append(elements, c.madeUp(t.ElementType, fmt.Sprintf("%s[%d]", path, i)))
		}
		return tftypes.NewValue(of, elements)
	case tftypes.Object:
		parts := map[string]tftypes.Value{}
		for name, part := range t.AttributeTypes {
			parts[name] = c.madeUp(part, path+"."+name)
		}
		return tftypes.NewValue(of, parts)
	}
	if of.Is(tftypes.String) {
		return tftypes.NewValue(of, path)
	}
	return tftypes.NewValue(of, c.open)
}
