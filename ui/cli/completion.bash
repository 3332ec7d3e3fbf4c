
# The functions below replace those of the bash-completion package where it is missing.

# Completes files, or folders with -d.
__teapot_filedir()
{
    if declare -F _filedir >/dev/null 2>&1; then
        _filedir "$@"
        return
    fi
    local action=-f file
    [[ ${1-} == -d ]] && action=-d
    [[ $(type -t compopt) == builtin ]] && compopt -o filenames
    while IFS='' read -r file; do
        COMPREPLY+=("$file")
    done < <(compgen "$action" -- "$cur")
}

# Sets cur, prev, words and cword as _init_completion -n =: does. Bash splits words at these
# characters too; this joins the parts again.
__teapot_init_completion()
{
    COMPREPLY=()
    if declare -F _get_comp_words_by_ref >/dev/null 2>&1; then
        _get_comp_words_by_ref "$@" cur prev words cword
        return
    fi
    local i part joined rest=$COMP_LINE start last=''
    words=()
    for ((i = 0; i <= COMP_CWORD; i++)); do
        part=${COMP_WORDS[i]}
        joined=1
        if ((i == 0)) || [[ $rest == [[:space:]]* || $rest == '' || ! ($part == [=:]* || $last == [=:]*) ]]; then
            joined=0
        fi
        rest=${rest#"${rest%%[![:space:]]*}"}
        if ((i == COMP_CWORD)); then
            # Only what stands before the cursor counts.
            start=$((${#COMP_LINE} - ${#rest}))
            if ((COMP_POINT < start)); then
                part=''
            else
                part=${part:0:COMP_POINT-start}
            fi
        else
            rest=${rest#"$part"}
        fi
        last=$part
        if ((joined)); then
            words[${#words[@]}-1]+=$part
        else
            words+=("$part")
        fi
    done
    cword=$((${#words[@]} - 1))
    cur=${words[cword]}
    prev=''
    ((cword > 0)) && prev=${words[cword-1]}
    return 0
}
