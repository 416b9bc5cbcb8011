"""Help and wrong use in Vietnamese; click itself speaks English."""

import click

from dangvien_xlsx.text import commands as words


class VietnameseCommand(click.Command):
    """A command whose help is Vietnamese; click itself speaks English."""

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return what stands after the command's name in its usage."""
        self.options_metavar = words.METAVAR_OPTIONS
        return super().collect_usage_pieces(ctx)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write how the command is called."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix=words.USAGE)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options; arguments explain themselves by their names."""
        options = [item for item in self.get_params(ctx) if isinstance(item, click.Option)]
        records = [record for item in options if (record := item.get_help_record(ctx))]
        records = [(name, told.replace("[required]", words.REQUIRED)) for name, told in records]
        with formatter.section(words.OPTIONS):
            formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the option that asks for help."""
        option = super().get_help_option(ctx)
        if option:
            option.help = words.HELP_HELP
        return option


class VietnameseGroup(VietnameseCommand, click.Group):
    """The commands; each is listed with its whole help, which is one sentence."""

    command_class = VietnameseCommand

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands."""
        super().format_options(ctx, formatter)
        found = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        shown = [(name, item.help or "") for name, item in found if item and not item.hidden]
        with formatter.section(words.COMMANDS):
            formatter.write_dl(shown)


def misuse(error: click.ClickException) -> str:
    """Say in Vietnamese what click found wrong with the command line, and where help is.

    Args:
        error: What click raised; its own message is English.
    """
    if error.message.startswith(words.USAGE):  # no command was given: click's message is the whole help
        return error.message
    name = getattr(getattr(error, "param", None), "metavar", None) or getattr(error, "option_name", "")
    if isinstance(error, click.NoSuchOption):
        told = words.USE_NO_OPTION.format(name=error.option_name)
    elif isinstance(error, click.BadOptionUsage) and _is_flag(error):
        told = words.USE_TAKES_NONE.format(name=error.option_name)
    elif isinstance(error, click.BadOptionUsage):
        told = words.USE_VALUE_MISSING.format(name=error.option_name)
    elif isinstance(error, click.MissingParameter):
        told = words.USE_MISSING.format(name=name)
    elif isinstance(error, click.BadParameter):
        told = words.USE_NOT_FOUND.format(path=_quoted(error.message), name=name)
    elif isinstance(error, click.UsageError) and "No such command" in error.message:
        told = words.USE_NO_COMMAND.format(name=_quoted(error.message))
    elif isinstance(error, click.UsageError) and "unexpected extra argument" in error.message:
        told = words.USE_EXTRA  # which one is not repeated: it may be a password
    else:
        told = words.USE_WRONG.format(why=error.format_message())
    context = error.ctx if isinstance(error, click.UsageError) else None
    return f"{told}\n{words.USE_HELP.format(command=context.command_path if context else 'dangvien-xlsx')}"


def _is_flag(error: click.BadOptionUsage) -> bool:
    known = error.ctx.command.params if error.ctx else []
    return any(isinstance(item, click.Option) and item.is_flag for item in known if error.option_name in item.opts)


def _quoted(message: str) -> str:
    """Return what click's message puts in quotes: the word or path that was typed."""
    first, last = message.find("'"), message.rfind("'")
    return message[first + 1 : last] if first < last else message
