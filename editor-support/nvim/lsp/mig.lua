-- The language server of mig, for vim.lsp.enable('mig') of Neovim 0.11 and newer.
return {
  cmd = { 'mig', 'lsp' },
  filetypes = { 'mig' },
  root_markers = { 'mig.toml', '.git' },
}
