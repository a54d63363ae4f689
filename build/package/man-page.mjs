/** The manual page, made from the command line's own grammar: what --help says and what the page says cannot differ. */

/**
 * @typedef {import('commander').Command} Command
 * @typedef {import('commander').Help} Help
 */

/**
 * @param {Command} program as createProgram makes it
 * @param {{ name: string, version: string, date: string }} page `date` as YYYY-MM-DD
 * @returns {string} in roff, for man(7)
 */
export function manPage(program, { name, version, date }) {
  const help = program.createHelp()
  const commands = help.visibleCommands(program).filter((command) => command.name() !== 'help')
  return [
    `.TH ${name.toUpperCase()} 1 "${date}" "Manifold Workbench ${version}" "User Commands"`,
    '.SH NAME',
    `${escape(name)} \\- train autoencoders natively and watch them learn`,
    '.SH SYNOPSIS',
    `.B ${escape(name)}`,
    '[\\fB\\-\\-workspace\\fR \\fIdir\\fR] [\\fIfile.manifold\\fR ...]',
    '.br',
    `.B ${escape(name)}`,
    '[\\fIoptions\\fR] \\fIcommand\\fR [\\fIarguments\\fR]',
    '.SH DESCRIPTION',
    'Without a command the window opens. Exported experiments that are named are offered for import; a window that is already',
    'open on the workspace takes them over.',
    '.PP',
    'With a command there is no window, and no display is needed. Both show the same workspace.',
    '.PP',
    'Training needs a processor with AVX, as nearly all since 2011 have it.',
    '.SH OPTIONS',
    ...options(help, program),
    '.SH COMMANDS',
    ...commands.flatMap((command) => describe(help, command)),
    '.SH ENVIRONMENT',
    '.TP',
    '.B MANIFOLD_WORKBENCH_WORKSPACE',
    'The workspace, where \\fB\\-\\-workspace\\fR does not name one.',
    '.TP',
    '.B XDG_DATA_HOME',
    'Where the default workspace lies; \\fI~/.local/share\\fR if it is not set.',
    '.SH FILES',
    '.TP',
    '.I ~/.local/share/manifold\\-workbench/workbench.sqlite',
    'All experiments, with every epoch, snapshot and checkpoint.',
    '.TP',
    '.I ~/.local/share/manifold\\-workbench/workbench.log',
    'What happened in the window: starts, runs, warnings and errors.',
    '.TP',
    '.I ~/.local/share/manifold\\-workbench/logs/',
    'Event files for TensorBoard.',
    '.SH EXIT STATUS',
    '.TP',
    '.B 0',
    'done',
    '.TP',
    '.B 1',
    'failed',
    '.TP',
    '.B 2',
    'wrong usage',
    '.TP',
    '.B 130',
    'ended by Ctrl\\-C, after the epoch; everything is kept',
    '.SH NOTES',
    'The window does not open as root, with exit status 1: Chromium would run without its sandbox. The command line opens no page, and runs as root and in containers, too.',
    '.PP',
    'The sandbox of the window needs user namespaces, or its helper set\\-uid root as the Debian package has it. Where neither is there, the',
    'program says what to do and exits with status 1.',
    '.PP',
    'Behind \\fB\\-\\-\\fR nothing is an option: a file may be called \\fI\\-x.manifold\\fR.',
    '.SH SEE ALSO',
    '\\fBsqlite3\\fR(1), which reads the workspace as well, and \\fBapt\\fR(8), by which updates come.',
    '.PP',
    'What has changed: \\fI/usr/share/doc/manifold\\-workbench/changelog.gz\\fR.',
    '',
  ].join('\n')
}

/** @param {Help} help @param {Command} command @returns {string[]} */
function describe(help, command) {
  const usage = help.commandUsage(command).replace(/^\S+ /, '')
  return [
    `.SS ${escape(usage)}`,
    sentence(help.subcommandDescription(command)),
    ...help.visibleArguments(command).flatMap((argument) => item(argument.name(), help.argumentDescription(argument), '\\fI')),
    ...options(help, command),
  ]
}

/** @param {Help} help @param {Command} command @returns {string[]} */
function options(help, command) {
  return help
    .visibleOptions(command)
    .filter((option) => option.long !== '--help')
    .flatMap((option) => item(help.optionTerm(option), help.optionDescription(option), '\\fB'))
}

/** @param {string} term @param {string} description @param {string} font */
function item(term, description, font) {
  return ['.TP', `${font}${escape(term)}\\fR`, escape(description)]
}

/** @param {string} text */
function sentence(text) {
  return escape(`${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`)
}

/** What roff would take for its own. @param {string} text */
function escape(text) {
  return text.replaceAll('\\', '\\e').replaceAll('-', '\\-').replace(/^(['.])/gm, '\\&$1')
}
