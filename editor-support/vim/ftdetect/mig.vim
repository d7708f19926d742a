autocmd BufNewFile,BufRead *.mig setfiletype mig
