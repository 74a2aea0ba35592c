/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one file in C++: tomlplusplus walked for toml.h. No exception leaves it. */
#include "toml.h"
#include <algorithm>
#include <cstdio>
#include <new>
#include <sstream>
#include <string>
#include <string_view>
#include <toml++/toml.h>
#include <utility>
#include <vector>

namespace
{

struct found {
	std::string name;
	const toml::node *node;
};

void collect(const toml::table &table, const std::string &above, std::vector<found> &out)
{
	for (auto &&[key, node] : table) {
		std::string name = above + std::string(key.str());

		if (const toml::table *inside = node.as_table())
			collect(*inside, name + ".", out);
		else
			out.push_back({ std::move(name), &node });
	}
}

bool comes_before(const found &a, const found &b)
{
	const toml::source_position &left = a.node->source().begin, &right = b.node->source().begin;

	return left.line != right.line ? left.line < right.line : left.column < right.column;
}

/* A text with a NUL inside would be cut short in C. */
bool is_c_text(const std::string &text)
{
	return text.find('\0') == std::string::npos;
}

int report(const found &one, int (*each)(void *, const struct sb_toml_item *), void *context)
{
	std::string text;
	sb_toml_item item{};

	item.kind = SB_TOML_OTHER;
	if (auto words = one.node->as_string(); words && is_c_text(words->get())) {
		item.kind = SB_TOML_TEXT;
		text = words->get();
	} else if (auto number = one.node->as_integer()) {
		item.kind = SB_TOML_INT;
		item.number = number->get();
	} else if (auto answer = one.node->as_boolean()) {
		item.kind = SB_TOML_BOOL;
		item.number = answer->get();
	} else {
		std::ostringstream stream;

		stream << toml::node_view<const toml::node>(one.node);
		text = stream.str();
	}
	item.name = one.name.c_str();
	item.text = text.c_str();
	item.line = one.node->source().begin.line;
	return each(context, &item);
}

} // namespace

enum sb_toml_result sb_toml_each(const char *text, size_t bytes, int (*each)(void *context, const struct sb_toml_item *item),
				 void *context, struct sb_toml_fault *fault)
try {
	toml::table root = toml::parse(std::string_view(text, bytes));
	std::vector<found> values;

	collect(root, "", values);
	std::stable_sort(values.begin(), values.end(), comes_before);
	for (const found &one : values)
		if (report(one, each, context) != 0)
			return SB_TOML_STOPPED;
	return SB_TOML_DONE;
} catch (const toml::parse_error &error) {
	fault->line = error.source().begin.line;
	fault->column = error.source().begin.column;
	std::snprintf(fault->text, sizeof(fault->text), "%.*s", static_cast<int>(error.description().size()),
		      error.description().data());
	return SB_TOML_BAD;
} catch (const std::exception &) {
	return SB_TOML_NO_MEMORY;
}
