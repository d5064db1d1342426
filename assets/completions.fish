
# Beside the words of the program what it knows by name: workspaces, themes and pilots. The first line of a table is its header.
function __fish_steerco_names
    set -l cmd (commandline -opc)
    set -l program $cmd[1]
    set -e cmd[1]
    set -l of
    if contains -- "$argv[2]" list framework
        argparse -i (__fish_steerco_global_optspecs) -- $cmd 2>/dev/null
        set -q _flag_workspace; and set of -w $_flag_workspace[-1]
    end
    command $program $of $argv[2..-1] 2>/dev/null | tail -n +$argv[1] | string replace -r '  .*' ''
end
function __fish_steerco_wants_pilot
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -i (__fish_steerco_global_optspecs) -- $cmd 2>/dev/null
    and test (count $argv) -eq 1
    and contains -- $argv[1] COMMANDS
end
# Is that the command, and does one word stand behind it?
function __fish_steerco_begins
    set -l wanted $argv[1]
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -i (__fish_steerco_global_optspecs) -- $cmd 2>/dev/null
    and test (count $argv) -eq 2
    and test "$argv[1]" = $wanted
end
# Is the page or the help of a command asked for, and are these its words so far?
function __fish_steerco_reads
    set -l words $argv
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -i (__fish_steerco_global_optspecs) -- $cmd 2>/dev/null
    and contains -- "$argv[1]" man help
    and set -e argv[1]
    and test "$argv" = "$words"
end
# The mappings that somebody keeps.
function __fish_steerco_kept
    set -l cmd (commandline -opc)
    set -l folder (command $cmd[1] paths 2>/dev/null | string replace -r -f '^settings +' '')
    for file in $folder/profiles/*.toml
        string replace -r '^.*/(.*)\.toml$' '$1' -- $file
    end
end
# Workspaces by their names come first, then what lies here.
complete -c steerco -s w -l workspace -x -k -a "(__fish_steerco_names 2 workspaces; __fish_complete_suffix .steerco)"
complete -c steerco -l theme -x -a "(__fish_steerco_names 1 themes)"
complete -c steerco -n "__fish_steerco_using_subcommand import" -l map -r -a "@MAPPINGS@ (__fish_steerco_kept)"
complete -c steerco -n "__fish_steerco_using_subcommand ABOUT" -l pilot -x -a "(__fish_steerco_names 2 list pilots)"
for option in @PEOPLE@
    complete -c steerco -n "not __fish_use_subcommand" -l $option -x -a "(__fish_steerco_names 2 list people)"
end
complete -c steerco -n "__fish_steerco_begins score" -f -a "@DIMENSIONS@"
complete -c steerco -n "__fish_steerco_begins set" -f -a "@FIELDS@"
complete -c steerco -n "__fish_steerco_begins gate" -f -a "@GATES@"
complete -c steerco -n "__fish_steerco_begins owner" -f -a "(__fish_steerco_names 2 list people)"
complete -c steerco -n "__fish_steerco_begins framework; and __fish_seen_subcommand_from get set" -f -a "(__fish_steerco_names 2 framework get)"
complete -c steerco -n "__fish_steerco_begins record" -f -a "adoption performance impact governance"
PAGES
complete -c steerco -n __fish_steerco_wants_pilot -f -a "(__fish_steerco_names 2 list pilots)"
